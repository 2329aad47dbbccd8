import type { Message } from '@contract/message.js';
import { newId } from '@sdk/id.js';
import { create } from 'zustand';

export type DialogName =
  | { name: 'create-room' }
  | { name: 'browse-rooms' }
  | { name: 'new-dm' }
  | { name: 'profile' }
  | { name: 'switcher' }
  | { name: 'keys' }
  | { name: 'forward'; message: Message }
  | { name: 'history'; message: Message }
  | { name: 'receipts'; message: Message }
  | { name: 'explain'; message: Message }
  | { name: 'report'; message: Message }
  | { name: 'edit-room'; roomId: string; tab?: 'reports' }
  | { name: 'invitations'; roomId: string }
  | { name: 'add-members'; roomId: string };

export interface Toast {
  id: string;
  text: string;
  isError: boolean;
  /** Until it is dismissed. */
  stays?: boolean;
  action?: { label: string; run: () => void };
}

interface UiState {
  dialog: DialogName | null;
  toasts: Toast[];
}

export const useUi = create<UiState>(() => ({ dialog: null, toasts: [] }));

export const openDialog = (dialog: DialogName): void => useUi.setState({ dialog });
export const closeDialog = (): void => useUi.setState({ dialog: null });

const TOAST_MS = 6_000;

export const dismissToast = (id: string): void =>
  useUi.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** What is said already is not said twice. */
export const showToast = (toast: Omit<Toast, 'id'>): void => {
  const id = newId();
  useUi.setState(({ toasts }) => {
    const others = toasts.filter(({ text }) => text !== toast.text);
    return { toasts: [...others.slice(-2), { ...toast, id }] };
  });
  if (!toast.stays) setTimeout(() => dismissToast(id), TOAST_MS);
};
