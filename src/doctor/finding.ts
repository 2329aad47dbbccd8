/** What was found out about one thing: `advice` says what to do where it is not well. */
export interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  text: string;
  advice?: string;
}

const PATIENCE_MS = 15_000;

export const ok = (name: string, text: string): Finding => ({ name, state: 'ok', text });

export const warn = (name: string, text: string, advice: string): Finding => ({
  ...{ name, state: 'warn', text, advice },
});

export const fail = (name: string, text: string, advice: string): Finding => ({
  ...{ name, state: 'fail', text, advice },
});

export const messageOf = (error: unknown): string =>
  // Several addresses of one name fail with an error of errors that has no words of its own.
  error instanceof AggregateError && error.message === ''
    ? error.errors.map(messageOf).join('; ')
    : error instanceof Error
      ? error.message
      : String(error);

/** One examination. What throws, or does not answer, is a failure with this advice. */
export const examine = async (
  name: string,
  advice: string,
  look: () => Promise<Finding | Finding[]>,
): Promise<Finding[]> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
  try {
    return [await Promise.race([look(), tooLate])].flat();
  } catch (error) {
    return [fail(name, messageOf(error), advice)];
  } finally {
    clearTimeout(timer);
  }
};
