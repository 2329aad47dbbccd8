import type { Call } from '@contract/calls.js';
import { create } from 'zustand';

export interface CallState {
  call: Call | null;
  /** This device is the one that talks, or will. */
  isHere: boolean;
  local: MediaStream | null;
  remote: MediaStream | null;
  isMuted: boolean;
  isCameraOff: boolean;
  /** Both hear each other; before that the two devices are still looking for a way. */
  isConnected: boolean;
}

export const noCall: CallState = {
  call: null,
  isHere: false,
  local: null,
  remote: null,
  isMuted: false,
  isCameraOff: false,
  isConnected: false,
};

export const useCall = create<CallState>(() => noCall);
