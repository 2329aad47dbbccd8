import type { Counters } from '@contract/inbox.js';
import type { User } from '@contract/users.js';
import type { ParleyClient } from '@sdk/client.js';
import { create } from 'zustand';

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
  /** The one connection of this tab. */
  client: ParleyClient | null;
  line: 'connecting' | 'ready' | 'lost';
  wasReady: boolean;
  /** What was kept from the last time is shown. */
  wasKept: boolean;
  me: User | null;
  /** Goes up when conversations come or go. */
  generation: number;
  counters: Record<string, Counters>;
  history: Record<string, HistoryState>;
  /** Threads of which it is known whether one follows them, by the message that they hang on. */
  following: Record<string, boolean>;
  /** Whom this person has blocked. */
  blocked: ReadonlySet<string>;
  /** How far others have read, by conversation and person. */
  reading: Record<string, Record<string, Reading>>;
}

export const initialLiveState: LiveState = {
  client: null,
  line: 'connecting',
  wasReady: false,
  wasKept: false,
  me: null,
  generation: 0,
  counters: {},
  history: {},
  following: {},
  blocked: new Set(),
  reading: {},
};

export const useLive = create<LiveState>(() => initialLiveState);

/** What is written in a conversation and in each of its threads is told apart. */
export const writingKey = (conversationId: string, parentId?: string | null): string =>
  parentId ? `${conversationId}/${parentId}` : conversationId;
