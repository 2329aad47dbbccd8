/** The first that fits: most browsers name others too, to be taken for them. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** The first word of what names itself, `curl/8.4.0` as `curl`. */
const program = /^([\w.-]{2,32})(?:\/|$|\s)/;

/** `Firefox on Linux`, as far as the client says what it is. */
export const deviceOf = (userAgent: string): string => {
  const named = (table: readonly [RegExp, string][]) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser =
    named(browsers) ?? (userAgent.startsWith('Mozilla/') ? undefined : program.exec(userAgent)?.[1]);
  return [browser, named(systems)].filter(Boolean).join(' on ');
};
