import { describe, expect, it } from 'vitest';
import { contentDisposition, safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['report.pdf', 'report.pdf', 'is kept'],
    ['Größe 大きさ 📎.txt', 'Größe 大きさ 📎.txt', 'is kept in every script'],
    ['../../etc/passwd', 'passwd', 'names no folder above'],
    ['/etc/shadow', 'shadow', 'is not absolute'],
    ['C:\\Windows\\win.ini', 'win.ini', 'names no folder of Windows'],
    ['..', 'file', 'is not the folder above'],
    ['.', 'file', 'is not the folder itself'],
    ['', 'file', 'is never empty'],
    [' \t\n', 'file', 'is not blank'],
    ['.htaccess', 'htaccess', 'does not hide itself'],
    ['invoice.pdf.', 'invoice.pdf', 'does not end in a dot, which Windows drops'],
    ['invoice.exe ', 'invoice.exe', 'does not end in a space, which hides its type'],
    ['photo\u202egpj.exe', 'photogpj.exe', 'does not turn its letters round'],
    ['a\u2066b\u2069.txt', 'ab.txt', 'has no marks of direction'],
    ['a\u200bb.txt', 'ab.txt', 'has nothing invisible'],
    ['\ufeffa.txt', 'a.txt', 'has no byte order mark'],
    ['a\u0000.png.exe', 'a.png.exe', 'does not end at a NUL'],
    ['a\r\nSet-Cookie: x=1', 'aSet-Cookie_ x=1', 'begins no other header'],
    ['a\u2028b.txt', 'ab.txt', 'ends no line of JavaScript'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe', 'does not end its quotes'],
    ['<script>alert(1)</script>.txt', 'script_.txt', 'is no markup'],
    ['a:b|c?d*e.txt', 'a_b_c_d_e.txt', 'means nothing to a shell or to Windows'],
    ['a\ud800.txt', 'a\ufffd.txt', 'is well-formed'],
    ['cafe\u0301.txt', 'caf\u00e9.txt', 'is written in one way'],
  ])('%j becomes %j: it %s', (sent, kept) => {
    expect(safeFileName(sent)).toBe(kept);
  });

  it('cuts what is too long in the middle, and keeps the ending', () => {
    for (const letter of ['x', 'ä', '字', '📎']) {
      const name = safeFileName(`${letter.repeat(5_000)}.pdf`);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(name).toMatch(/\.pdf$/);
      expect(name.isWellFormed()).toBe(true);
    }
    expect(Buffer.byteLength(safeFileName(`a.${'x'.repeat(5_000)}`))).toBeLessThanOrEqual(200);
  });
});

it('is made in no time, however long what was sent is', () => {
  for (const piece of ['x', '字', '. ', '📎', '<']) {
    const began = performance.now();
    expect(Buffer.byteLength(safeFileName(`${piece.repeat(20_000)}y`))).toBeLessThanOrEqual(200);
    expect(performance.now() - began).toBeLessThan(500);
  }
});

describe('contentDisposition', () => {
  it.each([
    ['a.txt', `inline; filename="a.txt"; filename*=UTF-8''a.txt`],
    ['ä (1).txt', `inline; filename="_ (1).txt"; filename*=UTF-8''%C3%A4%20%281%29.txt`],
    [`it's 100%.txt`, `inline; filename="it's 100_.txt"; filename*=UTF-8''it%27s%20100%25.txt`],
    ['a"b\\c.txt', `inline; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`],
  ])('of %j', (name, header) => {
    expect(contentDisposition('inline', name)).toBe(header);
  });

  it('is printable ASCII whatever the name', () => {
    for (const name of ['\r\nx: y', '📎', '字', 'a\u0000b'])
      expect(contentDisposition('attachment', name)).toMatch(/^[\x20-\x7e]+$/);
  });
});
