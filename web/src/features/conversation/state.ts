import { create } from 'zustand';
import { readStored, writeStored } from '@/lib/storage.js';

interface ConversationState {
  /** The own message that is being edited. */
  editing: string | null;
  /** Where the list is to go, counted so that the same place can be asked for again. */
  jump: { messageId: string; count: number } | null;
}

export const useConversationState = create<ConversationState>(() => ({ editing: null, jump: null }));

export const edit = (messageId: string | null): void => useConversationState.setState({ editing: messageId });

/** What was written and not sent, by conversation and thread, for the next visit. */
const draftKey = (key: string): string => `parley.draft.${key}`;
export const readDraft = (key: string): string => readStored<string>(draftKey(key)) ?? '';
export const writeDraft = (key: string, text: string): void =>
  writeStored(draftKey(key), text === '' ? undefined : text);
