import { create } from 'zustand';

interface ConversationState {
  /** The own message that is being edited. */
  editing: string | null;
  /** What was written in its place and refused. */
  editText: string | null;
  /** Where the list is to go, counted so that the same place can be asked for again. */
  jump: { messageId: string; count: number } | null;
}

export const useConversationState = create<ConversationState>(() => ({
  editing: null,
  editText: null,
  jump: null,
}));

export const edit = (messageId: string | null, text: string | null = null): void =>
  useConversationState.setState({ editing: messageId, editText: text });
