import type { Upload } from '@contract/files.js';
import type { File as Attachment } from '@contract/message.js';
import type { Problem } from '@contract/problem.js';
import { ParleyError } from '@sdk/errors.js';
import { api } from '@/lib/api.js';
import { accessToken, isOffline } from '@/lib/session.js';

/** Above this a file goes in parts, so that a lost connection costs one of them. */
const WHOLE_MOST = 16_000_000;
const TRIES = 5;
const RETRY_MS = 1_500;

interface Options {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

interface Transfer {
  method: 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  body: XMLHttpRequestBodyInit;
  onBytes: (bytes: number) => void;
  signal: AbortSignal;
}

/** What `fetch` cannot: tell how far a body has gone. */
const transfer = <T>({ method, url, headers = {}, body, onBytes, signal }: Transfer): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => onBytes(loaded));
    request.addEventListener('error', () => reject(ParleyError.local('offline')));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    request.addEventListener('load', () => {
      const answer = request.response as unknown;
      if (request.status < 300) resolve(answer as T);
      else if (typeof answer === 'object' && answer !== null && 'code' in answer)
        reject(new ParleyError(answer as Problem));
      else reject(ParleyError.local('offline'));
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });

/** To our server, which is told who it is. */
const transferHere = async <T>({ url, headers, ...request }: Transfer): Promise<T> => {
  const authorization = `Bearer ${await accessToken()}`;
  return transfer<T>({ ...request, url: `/api${url}`, headers: { ...headers, authorization } });
};

const uploadWhole = (file: File, { onProgress, signal }: Options): Promise<Attachment> => {
  const form = new FormData();
  form.append('file', file, file.name);
  const onBytes = (bytes: number) => onProgress(Math.min(1, bytes / Math.max(1, file.size)));
  return transferHere<Attachment>({ method: 'POST', url: '/upload', body: form, onBytes, signal });
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type PartOptions = Pick<Transfer, 'onBytes' | 'signal'>;

/** The part that begins where the upload stands: to our server, or straight to its storage where that is offered. */
const sendPart = async (upload: Upload, file: File, options: PartOptions): Promise<Upload> => {
  const { id: upload_id, offset, part_size } = upload;
  if (!upload.direct) {
    const answer = await transferHere<{ upload: Upload }>({
      ...options,
      method: 'PUT',
      url: `/uploads/${upload_id}/parts?offset=${offset}`,
      headers: { 'content-type': 'application/octet-stream' },
      body: file.slice(offset, offset + part_size),
    });
    return answer.upload;
  }
  const { url, size } = await api.signUploadPart({ upload_id, offset });
  await transfer({ ...options, method: 'PUT', url, body: file.slice(offset, offset + size) });
  return { ...upload, offset: offset + size };
};

/** One part after the other; what broke off goes on where the server says that it stopped. */
const uploadParts = async (file: File, { onProgress, signal }: Options): Promise<Attachment> => {
  const created = await api.createUpload({
    file_name: file.name,
    file_size: file.size,
    direct: true,
  });
  let { upload } = created;
  const upload_id = upload.id;
  signal.addEventListener('abort', () => void api.cancelUpload({ upload_id }).catch(() => undefined), {
    once: true,
  });
  for (let failures = 0; upload.offset < file.size; ) {
    const { offset } = upload;
    try {
      upload = await sendPart(upload, file, {
        onBytes: (bytes) => onProgress((offset + bytes) / file.size),
        signal,
      });
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!isOffline(error) || failures >= TRIES) throw error;
      await wait(RETRY_MS * failures);
      upload = (await api.getUpload({ upload_id })).upload;
    }
  }
  return api.finishUpload({ upload_id });
};

export const uploadFile = (file: File, options: Options): Promise<Attachment> =>
  file.size > WHOLE_MOST ? uploadParts(file, options) : uploadWhole(file, options);
