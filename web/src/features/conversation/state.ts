import { create } from 'zustand';

interface ConversationState {
  /** The own message that is being edited. */
  editing: string | null;
  /** Where the list is to go, counted so that the same place can be asked for again. */
  jump: { messageId: string; count: number } | null;
}

export const useConversationState = create<ConversationState>(() => ({ editing: null, jump: null }));

export const edit = (messageId: string | null): void => useConversationState.setState({ editing: messageId });
