import type { ParleyClient } from '@sdk/client.js';

/** The engine is loaded when the first call comes, or is made. */
const engine = () => import('./engine.js');

export const bindCalls = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.on('call_ringing', ({ call }) => void engine().then(({ onRinging }) => onRinging(call))),
    client.on('call_accepted', ({ call }) => void engine().then(({ onAccepted }) => onAccepted(call))),
    client.on('call_ended', ({ call }) => void engine().then(({ onEnded }) => onEnded(call))),
    client.on(
      'call_signaled',
      ({ call_id, signal }) => void engine().then(({ onSignal }) => onSignal(call_id, signal)),
    ),
    client.on(
      'ready',
      () =>
        void engine()
          .then(({ catchUp }) => catchUp())
          .catch(() => undefined),
    ),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};
