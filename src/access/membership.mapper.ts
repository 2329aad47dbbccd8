import type { Role } from '../contract/permissions.js';
import { toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { ConversationHead } from './conversation-heads.js';
import type { Membership } from './membership.repository.js';
import type { MembershipDoc } from './membership.schema.js';

/** Without the mute: who joins again brings it along. */
export const row = (
  conversation: ConversationRef,
  { user_id, role }: { user_id: string; role: Role },
  head: ConversationHead,
): Omit<MembershipDoc, '_id' | 'muted_until' | 'mute_reason'> => {
  const now = new Date();
  return {
    conversation_id: toObjectId(conversation.id),
    type: conversation.type,
    user_id: toObjectId(user_id),
    role,
    joined_at: now,
    joined_seq: head.seq,
    joined_top: head.top,
    left_at: null,
    hidden_seq: null,
    updated_at: now,
  };
};

export const plain = (doc: MembershipDoc): Membership => ({
  conversation: { id: doc.conversation_id.toHexString(), type: doc.type },
  user_id: doc.user_id.toHexString(),
  role: doc.role,
  joined_at: doc.joined_at,
  joined_seq: doc.joined_seq,
  joined_top: doc.joined_top,
  left_at: doc.left_at,
  hidden_seq: doc.hidden_seq ?? null,
  muted_until: doc.muted_until ?? null,
  mute_reason: doc.mute_reason ?? '',
});
