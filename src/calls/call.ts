import type { CallSummary } from '../contract/message.js';

/** Where a device is connected: signals go there and nowhere else. */
export interface Device {
  node: string;
  socket: string;
}

/** A call as Redis keeps it while it lasts. */
export interface StoredCall {
  id: string;
  dm_id: string;
  media: CallSummary['media'];
  caller_id: string;
  callee_id: string;
  state: 'ringing' | 'active' | 'ended';
  outcome: CallSummary['outcome'] | null;
  started_at: number;
  accepted_at: number | null;
  ended_at: number | null;
}
