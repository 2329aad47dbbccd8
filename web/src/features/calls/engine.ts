import type { Call, Signal } from '@contract/calls.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { liveClient } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { showToast } from '@/lib/ui-state.js';
import { Peer } from './peer.js';
import { noCall, useCall } from './state.js';

/** The server ends a call of which it hears nothing for 45 s. */
const ATTACH_MS = 15_000;

let peer: Peer | undefined;
let heartbeat: ReturnType<typeof setInterval> | undefined;

const ask = async (event: string, payload: object): Promise<Call> => {
  const answer = await liveClient().ask<{ call: Call }>(event, payload);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.call;
};

const refused = (code: string): string => {
  if (code === 'call_busy') return t('call.busy');
  if (code === 'blocked') return t('call.blocked');
  return t('call.failed');
};

/** Asks for microphone and camera. `null` when they cannot be had, which the person is told. */
const openMedia = async (media: Call['media']): Promise<MediaStream | null> => {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true, video: media === 'video' });
  } catch {
    showToast({ text: t(media === 'video' ? 'call.no_camera' : 'call.no_microphone'), isError: true });
    return null;
  }
};

export const startCall = async (dmId: string, media: Call['media']): Promise<void> => {
  if (useCall.getState().call) return;
  const local = await openMedia(media);
  if (!local) return;
  try {
    const call = await ask('call_start', { dm_id: dmId, media });
    useCall.setState({ call, isHere: true, local });
  } catch (error) {
    stopMedia(local);
    showToast({ text: refused(error instanceof Error ? error.message : ''), isError: true });
  }
};

export const acceptCall = async (): Promise<void> => {
  const { call } = useCall.getState();
  if (!call) return;
  const local = await openMedia(call.media);
  if (!local) return;
  useCall.setState({ local, isHere: true });
  try {
    useCall.setState({ call: await ask('call_accept', { call_id: call.id }) });
    await talk(false);
  } catch {
    leave();
  }
};

export const declineCall = (): void => {
  const { call } = useCall.getState();
  leave();
  if (call) void ask('call_decline', { call_id: call.id }).catch(() => undefined);
};

export const hangUp = (failed = false): void => {
  const { call } = useCall.getState();
  leave();
  if (call) void ask('call_end', { call_id: call.id, failed }).catch(() => undefined);
};

export const toggleMuted = (): void => {
  const { local, isMuted } = useCall.getState();
  for (const track of local?.getAudioTracks() ?? []) track.enabled = isMuted;
  useCall.setState({ isMuted: !isMuted });
};

export const toggleCamera = (): void => {
  const { local, isCameraOff } = useCall.getState();
  for (const track of local?.getVideoTracks() ?? []) track.enabled = isCameraOff;
  useCall.setState({ isCameraOff: !isCameraOff });
};

/** Both have said yes: the two devices look for a way to each other. */
const talk = async (offers: boolean): Promise<void> => {
  const { call, local } = useCall.getState();
  if (!call || !local) return;
  const { ice_servers } = await api.iceServers();
  if (useCall.getState().call?.id !== call.id) return;
  peer = new Peer({
    iceServers: ice_servers,
    offers,
    local,
    send: async (signal) => {
      const answer = await liveClient().ask('call_signal', { call_id: call.id, signal });
      if (!answer.ok) throw new Error(answer.error.code);
    },
    onRemote: (remote) => useCall.setState({ remote }),
    onState: (state) => {
      useCall.setState({ isConnected: state === 'connected' });
      if (state === 'disconnected') peer?.restart();
      if (state === 'failed') hangUp(true);
    },
  });
  for (const signal of early.splice(0)) void peer.receive(signal);
  clearInterval(heartbeat);
  heartbeat = setInterval(attach, ATTACH_MS);
};

/** Signals that came before this end was ready for them. */
const early: Signal[] = [];

const attach = (): void => {
  const { call, isHere } = useCall.getState();
  if (call?.state !== 'active' || !isHere) return;
  ask('call_attach', { call_id: call.id }).catch((error: Error) => {
    if (error.message === 'call_not_found') leave();
  });
};

const stopMedia = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

const leave = (): void => {
  clearInterval(heartbeat);
  peer?.close();
  peer = undefined;
  early.length = 0;
  stopMedia(useCall.getState().local);
  useCall.setState(noCall, true);
};

export const onRinging = (call: Call): void => {
  const { call: now } = useCall.getState();
  const isForMe = call.callee.id === useLive.getState().me?.id;
  if (!now && isForMe) useCall.setState({ ...noCall, call });
};

export const onAccepted = (call: Call): void => {
  const { call: now, isHere } = useCall.getState();
  if (now?.id !== call.id) return;
  const isCaller = call.caller.id === useLive.getState().me?.id;
  // Another device of this person took it.
  if (!isHere) return leave();
  useCall.setState({ call });
  if (isCaller) void talk(true);
};

export const onEnded = (call: Call): void => {
  if (useCall.getState().call?.id === call.id) leave();
};

export const onSignal = (callId: string, signal: Signal): void => {
  if (useCall.getState().call?.id !== callId) return;
  if (peer) void peer.receive(signal);
  else early.push(signal);
};

/** After a reconnect: what rings now, and whether the call that this device is in goes on. */
export const catchUp = async (): Promise<void> => {
  const { calls } = await api.listCalls();
  const [call] = calls;
  const { call: now } = useCall.getState();
  if (now && now.id !== call?.id) leave();
  else if (now) {
    attach();
    peer?.restart();
  } else if (call?.state === 'ringing') onRinging(call);
};
