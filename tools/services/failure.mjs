/**
 * A failure that the person at the terminal can do something about. Its message is one whole sentence, printed without a
 * stack trace; everything else that is thrown is a bug of ours and keeps its trace.
 */
export class Failure extends Error {
  /**
   * @param {string} sentence
   * @param {{ cause?: unknown }} [options]
   */
  constructor(sentence, options) {
    super(sentence, options);
    this.name = 'Failure';
  }
}

/** @param {unknown} error @returns {string} */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
