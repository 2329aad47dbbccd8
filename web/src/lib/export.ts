import { ParleyError } from '@sdk/errors.js';
import { accessToken, SERVER } from './session.js';

/** The answer is a file, which the API's client does not know: it is asked for with a token, so no link can lead to it. */
export const downloadMyData = async (): Promise<void> => {
  const token = await accessToken();
  const answer = await fetch(`${SERVER}/api/users/me/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new ParleyError(await answer.json());
  const [, name = 'parley.json'] =
    /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  const url = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
