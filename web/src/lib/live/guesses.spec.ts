import { expect, it, vi } from 'vitest';
import { message } from '@/testing/messages.js';
import { applyGuesses, deleted, edited, guess, pinned, reactedTo, useGuesses } from './guesses.js';

const shown = (of: ReturnType<typeof message>) => applyGuesses([of], useGuesses.getState())[0] ?? of;
const later = () => Promise.withResolvers<void>();

it('shows what was done at once, and what the server says afterwards', async () => {
  const stored = message(1);
  const answer = later();
  const done = guess('m1', edited('another text'), () => answer.promise);
  expect(shown(stored)).toMatchObject({ content: 'another text', edited: true });
  expect(shown(stored)).toBe(shown(stored));
  answer.resolve();
  await done;
  expect(shown(stored)).toBe(stored);
});

it('takes back what was refused, and nothing else', async () => {
  const stored = message(2);
  const [first, second] = [later(), later()];
  const pins = guess('m2', pinned(true), () => first.promise);
  const reacts = guess('m2', reactedTo('🎉', 'id-me', true), () => second.promise);
  expect(shown(stored)).toMatchObject({ pinned: true, reactions: [{ emoji: '🎉', user_id: 'id-me' }] });
  first.reject(new Error('not yours to pin'));
  await expect(pins).rejects.toThrow('not yours');
  expect(shown(stored)).toMatchObject({ pinned: false, reactions: [{ emoji: '🎉', user_id: 'id-me' }] });
  second.resolve();
  await reacts;
  expect(shown(stored)).toBe(stored);
});

it('asks for one thing of a message after the other', async () => {
  const asked: string[] = [];
  const first = later();
  const on = guess('m3', reactedTo('👍', 'id-me', true), () => {
    asked.push('on');
    return first.promise;
  });
  const off = guess('m3', reactedTo('👍', 'id-me', false), async () => void asked.push('off'));
  expect(shown(message(3)).reactions).toEqual([]);
  await vi.waitFor(() => expect(asked).toEqual(['on']));
  first.resolve();
  await Promise.all([on, off]);
  expect(asked).toEqual(['on', 'off']);
});

it('leaves nothing of a message that is deleted, and no reaction twice', () => {
  expect(deleted(message(4, { pinned: true }))).toMatchObject({ deleted: true, content: '', pinned: false });
  const liked = message(5, { reactions: [{ emoji: '👍', user_id: 'id-me' }] });
  expect(reactedTo('👍', 'id-me', true)(liked)).toBe(liked);
  expect(reactedTo('👍', 'id-me', false)(liked).reactions).toEqual([]);
});
