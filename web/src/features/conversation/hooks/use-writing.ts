import { limits } from '@contract/limits.js';
import { type RefObject, useEffect, useState } from 'react';
import { takeFiles, useTray } from '@/features/files/tray.js';
import { dropDraft, readDraft, useForeignDrafts, writeDraft } from '@/lib/data/drafts.js';
import { sendMessage } from '@/lib/live/sending.js';
import { writingKey } from '@/lib/live/state.js';
import { idOf, type Place } from '@/lib/places.js';
import { useTypingSignal } from './use-typing.js';

/** What is written in a box: kept as a draft, told to the others as typing, and sent with the files beside it. */
export const useWriting = (
  place: Place,
  parentId: string | undefined,
  box: RefObject<HTMLTextAreaElement | null>,
) => {
  const key = writingKey(idOf(place), parentId);
  const [text, setText] = useState(() => readDraft(key));
  const [isAlso, setAlso] = useState(false);
  const signal = useTypingSignal(place, parentId);
  const files = useTray(key);
  const content = text.trim();
  const left = limits.content.max - text.length;
  const areFilesThere = files.every(({ uploaded }) => uploaded !== null);
  const canSend = (content !== '' || files.length > 0) && areFilesThere && left >= 0;

  // What another device wrote meanwhile.
  const foreign = useForeignDrafts(({ drafts }) => drafts[key]);
  useEffect(() => {
    if (foreign !== undefined) setText(foreign);
  }, [foreign]);

  const write = (next: string, caret?: number, end = caret): void => {
    setText(next);
    writeDraft(place, parentId, next);
    if (next.trim() === '') signal?.stop();
    else signal?.keystroke();
    if (caret === undefined) return;
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, end ?? caret);
    });
  };
  const thread = parentId === undefined ? undefined : { thread: { parentId, alsoInRoom: isAlso } };
  const send = (): void => {
    if (!canSend) return;
    sendMessage(place, content, { attachments: takeFiles(key), ...thread });
    setAlso(false);
    setText('');
    dropDraft(key);
    signal?.stop();
    box.current?.focus();
  };
  return {
    key,
    text,
    left,
    canSend,
    isAlso,
    setAlso,
    write,
    send,
    insert: (emoji: string): void => {
      const at = box.current?.selectionStart ?? text.length;
      write(text.slice(0, at) + emoji + text.slice(at), at + emoji.length);
    },
    sendGif: (url: string): void => sendMessage(place, url, thread),
  };
};
