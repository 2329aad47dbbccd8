import { Incoming } from './Incoming.js';
import { Outgoing } from './Outgoing.js';

/** How programs take part in a room without a bot. */
export const Webhooks = ({ roomId }: { roomId: string }) => (
  <>
    <Incoming roomId={roomId} />
    <Outgoing roomId={roomId} />
  </>
);
