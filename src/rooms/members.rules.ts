import { AppError } from '../common/errors/app-error.js';
import { outranks, type Role } from '../contract/permissions.js';

interface Actor {
  id: string;
  role: Role;
}

interface Target {
  user_id: string;
  role: Role;
}

/**
 * What giving `target` the role comes to, or `last_owner` or `permission_denied`. A role is given and taken by who
 * stands above both the role before and the one after; ownership is passed on only by who has it.
 */
export const judgeRoleChange = (
  actor: Actor,
  target: Target,
  role: Role,
): 'nothing' | 'change' | 'transfer' => {
  if (actor.role === 'owner' && actor.id === target.user_id) {
    if (role === 'owner') return 'nothing';
    throw new AppError('last_owner', { detail: 'Pass the ownership on by making another member the owner.' });
  }
  if (role === 'owner' && actor.role === 'owner') return 'transfer';
  if (!outranks(actor.role, target.role) || !outranks(actor.role, role))
    throw new AppError('permission_denied');
  return role === target.role ? 'nothing' : 'change';
};

/** Who removes, mutes or bans somebody stands above them. For oneself there is leaving. */
export const requireAbove = (actor: Role, target: Role): void => {
  if (!outranks(actor, target)) throw new AppError('permission_denied');
};

/** An owner leaves only an empty room behind: there is always somebody who can run it. */
export const requireMayLeave = (role: Role, members: number): void => {
  if (role === 'owner' && members > 1) {
    throw new AppError('last_owner', { detail: 'Make another member the owner before you leave.' });
  }
};

/** A member in another role: a higher one ends a mute. */
export const inRole = <T extends { role: Role; muted_until: Date | null }>(member: T, role: Role): T => ({
  ...member,
  role,
  muted_until: outranks(role, member.role) ? null : member.muted_until,
});
