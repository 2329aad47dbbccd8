import { describe, expect, it } from 'vitest';
import { isAllowed, isShown, mediaOf, typeOfText } from './file-type.js';

describe('typeOfText', () => {
  it.each([
    ['', 'text/plain'],
    ['hello\tthere\r\n', 'text/plain'],
    ['größer 字 📎', 'text/plain'],
    ['a < b and c > d', 'text/plain'],
    ['List<String> a = new ArrayList<>();', 'text/plain'],
    ['<b>bold</b>', 'text/plain'],
    ['\u001b[1mbold\u001b[0m', 'text/plain'],
    ['a\u0000b', 'application/octet-stream'],
    ['a\u0007b', 'application/octet-stream'],
    ['<HTML>', 'text/html'],
    ['  <!DOCTYPE html>', 'text/html'],
    ['x <svg onload=alert(1)>', 'image/svg+xml'],
    ['<?xml version="1.0"?><a/>', 'application/xml'],
  ])('%j is %s', (text, type) => {
    expect(typeOfText(Buffer.from(text))).toBe(type);
  });

  it('is not misled by a character that the sample cuts', () => {
    expect(typeOfText(Buffer.from('wörter 字').subarray(0, -1))).toBe('text/plain');
    expect(typeOfText(Buffer.from([0xff, 0xfe, 0x41]))).toBe('application/octet-stream');
  });
});

it('shows nothing that runs', () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'application/pdf',
    'text/javascript',
    '',
  ])
    expect(isShown(type)).toBe(false);
  for (const type of ['image/png', 'video/mp4', 'audio/ogg; codecs=opus', 'text/plain'])
    expect(isShown(type)).toBe(true);
});

it('sorts types, and takes SVG for no picture', () => {
  expect(['image/png', 'video/webm', 'audio/mpeg', 'application/zip', 'image/svg+xml'].map(mediaOf)).toEqual([
    ...['image', 'video', 'audio', 'other', 'other'],
  ]);
});

it('knows what a list of types allows', () => {
  expect(isAllowed('text/html', [])).toBe(true);
  expect(isAllowed('image/png', ['image/*'])).toBe(true);
  expect(isAllowed('imagex/png', ['image/*'])).toBe(false);
  expect(isAllowed('audio/ogg; codecs=opus', ['audio/ogg'])).toBe(true);
  expect(isAllowed('application/zip', ['application/pdf', 'image/*'])).toBe(false);
});
