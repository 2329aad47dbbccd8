import { z } from 'zod';
import { callOutcomes } from './message.js';
import { operation } from './operation.js';
import { Id, Time, text } from './text.js';
import { UserSummary } from './users.js';

/** A session description or a batch of candidates is a few kilobytes; a camera with many codecs some ten. */
const SIGNAL_MAX = 100_000;

export const Call = z
  .object({
    id: Id,
    dm_id: Id,
    media: z.enum(['audio', 'video']),
    state: z.enum(['ringing', 'active', 'ended']),
    caller: UserSummary,
    callee: UserSummary,
    outcome: z.enum(callOutcomes).nullable().meta({ description: 'How it ended' }),
    started_at: Time,
    accepted_at: Time.nullable(),
  })
  .meta({ id: 'Call' });
export type Call = z.infer<typeof Call>;

export const Signal = z
  .object({
    kind: z.enum(['offer', 'answer', 'candidate']),
    data: text(SIGNAL_MAX, 1).meta({
      description: 'SDP, or an ICE candidate as JSON; passed on as it came',
    }),
  })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof Signal>;

const CallId = z.object({ call_id: Id });
const CallResult = z.object({ call: Call });

export const callStart = operation({
  id: 'call_start',
  tag: 'Calls',
  summary: 'Call the other one of a direct message of two',
  description:
    'All devices of both get `call_ringing`. The device that asks is the one that will talk. Not accepted in time the call is ' +
    'missed, and a message of kind `call` in the conversation says so; one of each call says how it ended.',
  input: z.object({ dm_id: Id, media: z.enum(['audio', 'video']) }),
  output: CallResult,
  limit: 'call',
  scope: 'account',
  errors: [
    'dm_not_found',
    'blocked',
    'user_deactivated',
    'calls_need_two',
    'call_busy',
    'service_unavailable',
  ],
  event: 'call_start',
});

export const callAccept = operation({
  id: 'call_accept',
  tag: 'Calls',
  summary: 'Take a call on this device; the others stop ringing',
  description: 'Of several devices exactly one takes it; the others get `call_not_ringing`.',
  input: CallId,
  output: CallResult,
  limit: 'write',
  scope: 'account',
  errors: ['call_not_found', 'call_not_ringing'],
  event: 'call_accept',
});

export const callDecline = operation({
  id: 'call_decline',
  tag: 'Calls',
  summary: 'Refuse a call that rings',
  input: CallId,
  output: CallResult,
  limit: 'write',
  scope: 'account',
  errors: ['call_not_found', 'call_not_ringing'],
  event: 'call_decline',
});

export const callEnd = operation({
  id: 'call_end',
  tag: 'Calls',
  summary: 'Hang up, or stop calling',
  input: CallId.extend({
    failed: z.boolean().optional().meta({ description: 'No connection between the two could be made' }),
  }),
  output: CallResult,
  limit: 'write',
  scope: 'account',
  errors: ['call_not_found'],
  event: 'call_end',
});

export const callSignal = operation({
  id: 'call_signal',
  tag: 'Calls',
  summary: 'Pass a WebRTC signal to the device at the other end',
  description:
    'It arrives as `call_signaled`. Only between the two devices that talk, and only once the call was accepted. The caller makes the offer after `call_accepted`.',
  input: CallId.extend({ signal: Signal }),
  output: z.object({}),
  limit: 'call_signal',
  scope: 'account',
  errors: ['call_not_found', 'call_elsewhere', 'call_peer_away'],
  event: 'call_signal',
});

export const callAttach = operation({
  id: 'call_attach',
  tag: 'Calls',
  summary: 'Still in the call, on this connection',
  description:
    'To be sent every 15 s by both while they talk, and after a reconnect. A call that one of the two has left for 45 s is ended. From another ' +
    'device of the same user it moves the call there.',
  input: CallId,
  output: CallResult,
  limit: 'write',
  scope: 'account',
  errors: ['call_not_found'],
  event: 'call_attach',
});

export const listCalls = operation({
  id: 'list_calls',
  tag: 'Calls',
  summary: 'The call that rings or goes on for the caller, if there is one',
  input: z.object({}),
  output: z.object({ calls: z.array(Call) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/calls', status: 200 }],
});

export const iceServers = operation({
  id: 'ice_servers',
  tag: 'Calls',
  summary: 'STUN and TURN servers with credentials of one’s own that last some hours',
  input: z.object({}),
  output: z.object({
    ice_servers: z.array(
      z.object({
        urls: z.array(z.string()),
        username: z.string().optional(),
        credential: z.string().optional(),
      }),
    ),
    expires_at: Time.nullable(),
  }),
  limit: 'read',
  scope: 'account',
  http: [{ method: 'GET', path: '/calls/ice-servers', status: 200 }],
});
