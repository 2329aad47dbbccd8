import { describe, expect, it } from 'vitest';
import { applyFormat, type Format, formatOf, type Selected } from './formatting.js';

/** The selection is written between brackets of its own: «». */
const read = (written: string): Selected => {
  const start = written.indexOf('«');
  return { text: written.replace(/[«»]/g, ''), start, end: written.indexOf('»') - 1 };
};
const write = ({ text, start, end }: Selected): string =>
  `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;

describe('formatting', () => {
  it.each<[Format, string, string]>([
    ['bold', 'a «word» b', 'a **«word»** b'],
    ['bold', 'a **«word»** b', 'a «word» b'],
    ['italic', '«»', '_«»_'],
    ['strike', '«gone»', '~~«gone»~~'],
    ['code', 'run «npm start»', 'run `«npm start»`'],
    ['link', 'see «here»', 'see [here](«https://»)'],
    ['link', 'see «»', 'see [«»](https://)'],
    ['list', 'one\ntw«»o', 'one\n- two«»'],
    ['list', '«one\ntwo»\nthree', '«- one\n- two»\nthree'],
    ['list', '«- one\n- two»', '«one\ntwo»'],
    ['quote', '«»said', '> said«»'],
    ['block', 'look:\n«»x = 1', 'look:\n```\nx = 1«»\n```'],
  ])('%s: %j becomes %j', (format, before, after) => {
    expect(write(applyFormat(format, read(before)))).toBe(after);
  });
});

describe('its keys', () => {
  const keys = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };

  it('are those that everybody knows, on a Mac too', () => {
    expect(formatOf({ ...keys, key: 'b' })).toBe('bold');
    expect(formatOf({ ...keys, ctrlKey: false, metaKey: true, key: 'i' })).toBe('italic');
    expect(formatOf({ ...keys, shiftKey: true, key: 'X' })).toBe('strike');
  });

  it('leave alone what is written, cut and gone to', () => {
    expect(formatOf({ ...keys, ctrlKey: false, key: 'b' })).toBeUndefined();
    expect(formatOf({ ...keys, key: 'x' })).toBeUndefined();
    expect(formatOf({ ...keys, key: 'k' })).toBeUndefined();
    expect(formatOf({ ...keys, altKey: true, key: 'e' })).toBeUndefined();
  });
});
