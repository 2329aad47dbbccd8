/** Where the keyboard goes when nothing else wants it. */
export const focusComposer = (): void =>
  document.querySelector<HTMLElement>('[data-composer="main"]')?.focus({ preventScroll: true });
