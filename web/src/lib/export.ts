import { api } from './api.js';

/** The answer is a file that is asked for with a token, so no link can lead to it. */
export const downloadMyData = async (): Promise<void> => {
  const answer = await api.exportMe();
  const [, name = 'parley.json'] =
    /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  const url = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
