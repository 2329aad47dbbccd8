/** A document as it is committed: readable, and the same bytes every time. */
export const toFile = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
