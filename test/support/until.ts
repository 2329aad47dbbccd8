/** Asks again until it holds. For what tells nobody when it comes, like another process. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  { timeoutMs = 60_000, everyMs = 25, what = 'the condition' } = {},
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
