/** Tells all of them. What one throws is thrown where it stops neither the others nor what is under way here. */
export const tellAll = <A extends unknown[]>(listeners: Iterable<(...args: A) => void>, ...args: A): void => {
  for (const listener of listeners) {
    try {
      listener(...args);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
};
