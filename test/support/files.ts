import sharp from 'sharp';
import { expect } from 'vitest';
import type { File } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';
import type { Person } from './people.js';

export interface Uploaded {
  status: number;
  body: File & Partial<Problem>;
}

/** Sends a form as a browser does. */
export const sendForm = async (person: Person, form: FormData): Promise<Uploaded> => {
  const response = await fetch(`${person.url}/api/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as Uploaded['body'] };
};

export const tryUpload = (
  person: Person,
  bytes: Uint8Array | string,
  name = 'notes.txt',
  type = '',
): Promise<Uploaded> => {
  const form = new FormData();
  form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer> | string], { type }), name);
  return sendForm(person, form);
};

export const upload = async (person: Person, bytes: Uint8Array | string, name?: string): Promise<File> => {
  const { status, body } = await tryUpload(person, bytes, name);
  expect(body, JSON.stringify(body)).toMatchObject({ id: expect.any(String) });
  expect(status).toBe(201);
  return body;
};

/** What is at a URL of a file, whether it names the server or not. */
export const fetchFile = (
  person: { url: string },
  url: string | null,
  init: RequestInit = {},
): Promise<Response> => fetch(new URL(url ?? '', person.url), init);

export const bytesAt = async (person: { url: string }, url: string | null): Promise<Buffer> => {
  const response = await fetchFile(person, url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

/** A picture of one colour that turns into another, so that no two sizes compress to the same. */
export const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } });
