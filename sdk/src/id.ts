const BYTES = 16;

/** `crypto.randomUUID` exists on https only, and a chat in a home network may have none. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
