/** A text as part of a regular expression that means just this text, with the `u` flag too: there `\-` is refused. */
export const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
