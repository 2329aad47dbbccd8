import type { Counters } from '@contract/inbox.js';
import type { Presence } from '@contract/presence.js';
import type { User } from '@contract/users.js';
import { create } from 'zustand';

export interface Typist {
  user_id: string;
  username: string;
  until: number;
}

/** A stretch of history far from the newest message, by the numbers of its first and last one. */
export interface Window {
  first: number;
  last: number;
  hasOlder: boolean;
  hasNewer: boolean;
}

export interface HistoryState {
  isLoading: boolean;
  failed: boolean;
  window: Window | null;
}

export interface Reading {
  seq: number;
  read_at: string;
}

export interface LiveState {
  line: 'connecting' | 'ready' | 'lost';
  wasReady: boolean;
  /** What was kept from the last time is shown. */
  wasKept: boolean;
  me: User | null;
  /** Goes up when conversations come or go. */
  generation: number;
  counters: Record<string, Counters>;
  presence: Record<string, Presence>;
  typing: Record<string, Typist[]>;
  history: Record<string, HistoryState>;
  /** Threads of which it is known whether one follows them, by the message that they hang on. */
  following: Record<string, boolean>;
  /** Whom this person has blocked. */
  blocked: ReadonlySet<string>;
  /** How far others have read, by conversation and person. */
  reading: Record<string, Record<string, Reading>>;
}

export const initialLiveState: LiveState = {
  line: 'connecting',
  wasReady: false,
  wasKept: false,
  me: null,
  generation: 0,
  counters: {},
  presence: {},
  typing: {},
  history: {},
  following: {},
  blocked: new Set(),
  reading: {},
};

export const useLive = create<LiveState>(() => initialLiveState);

/** Typing is told apart by thread. */
export const typingKey = (conversationId: string, parentId?: string | null): string =>
  parentId ? `${conversationId}/${parentId}` : conversationId;
