import { describe, expect, it } from 'vitest';
import { outranks, type Role, roles } from '../contract/permissions.js';
import { inRole, judgeRoleChange, requireAbove, requireMayLeave } from './members.rules.js';

const outcome = (act: () => string): string => {
  try {
    return act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const judge = (actor: Role, target: Role, role: Role): string =>
  outcome(() => judgeRoleChange({ id: 'actor', role: actor }, { user_id: 'target', role: target }, role));

const combinations = roles.flatMap((actor) =>
  roles.flatMap((target) => roles.map((role) => [actor, target, role] as const)),
);

describe('a change of role', () => {
  it.each(combinations)('by %s, of %s to %s', (actor, target, role) => {
    const above = outranks(actor, target) && outranks(actor, role);
    const transfer = actor === 'owner' && role === 'owner';
    const expected = transfer
      ? 'transfer'
      : !above
        ? 'permission_denied'
        : role === target
          ? 'nothing'
          : 'change';
    expect(judge(actor, target, role)).toBe(expected);
  });

  it.each([
    ['owner', 'member', 'admin', 'change'],
    ['owner', 'admin', 'owner', 'transfer'],
    ['admin', 'member', 'moderator', 'change'],
    ['admin', 'moderator', 'member', 'change'],
    ['admin', 'member', 'admin', 'permission_denied'],
    ['admin', 'admin', 'member', 'permission_denied'],
    ['admin', 'owner', 'member', 'permission_denied'],
    ['admin', 'member', 'owner', 'permission_denied'],
  ] as const)('by %s: %s becomes %s: %s', (actor, target, role, expected) => {
    expect(judge(actor, target, role)).toBe(expected);
  });

  it.each(['admin', 'moderator', 'member'] as const)(
    'of the own ownership to %s needs another owner',
    (role) => {
      const self = { id: 'me', role: 'owner' } as const;
      expect(outcome(() => judgeRoleChange(self, { user_id: 'me', role: 'owner' }, role))).toBe('last_owner');
      expect(judgeRoleChange(self, { user_id: 'me', role: 'owner' }, 'owner')).toBe('nothing');
    },
  );
});

describe('removing and leaving', () => {
  it.each(roles.flatMap((actor) => roles.map((target) => [actor, target] as const)))(
    '%s removes %s',
    (actor, target) => {
      const act = () => requireAbove(actor, target);
      if (outranks(actor, target)) expect(act).not.toThrow();
      else expect(act).toThrow(expect.objectContaining({ code: 'permission_denied' }));
    },
  );

  it('an owner leaves only when alone', () => {
    expect(() => requireMayLeave('owner', 1)).not.toThrow();
    expect(() => requireMayLeave('owner', 2)).toThrow(expect.objectContaining({ code: 'last_owner' }));
    expect(() => requireMayLeave('admin', 2)).not.toThrow();
  });
});

describe('a muted member in another role', () => {
  it.each(roles.flatMap((from) => roles.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const end = new Date(0);
    const muted_until = outranks(to, from) ? null : end;
    expect(inRole({ role: from, muted_until: end }, to)).toEqual({ role: to, muted_until });
  });
});
