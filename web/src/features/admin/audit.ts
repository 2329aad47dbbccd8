import type { AuditEntry } from '@contract/audit.js';
import { reportActions } from '@contract/reports.js';
import { hasEnd } from '@/features/rooms/durations.js';
import { t } from '@/lib/i18n.js';
import { fullTime } from '@/lib/time.js';

/** A piece of a sentence: text, or the name of somebody in it. */
export interface Part {
  name: 'actor' | 'target' | null;
  text: string;
}

/** The sentence of an entry, in the order of words that the language has. */
export const sentenceOf = ({ action, details }: Pick<AuditEntry, 'action' | 'details'>): Part[] => {
  const sentence =
    action === 'server_role_changed' && details.server_role === 'admin'
      ? t('audit.server_role_given', { actor: '{actor}', target: '{target}' })
      : t(`audit.${action}`, { actor: '{actor}', target: '{target}' });
  return sentence
    .split(/(\{actor\}|\{target\})/)
    .filter((text) => text !== '')
    .map((text) => ({
      name: text === '{actor}' ? 'actor' : text === '{target}' ? 'target' : null,
      text,
    }));
};

const roleNames = {
  owner: () => t('role.owner'),
  admin: () => t('role.admin'),
  moderator: () => t('role.moderator'),
  member: () => t('audit.role_member'),
};
const fieldNames = {
  name: () => t('room.name'),
  description: () => t('room.description'),
  read_only: () => t('room.writing'),
  slow_mode_ms: () => t('room.slow_mode'),
  cover_url: () => t('picture.cover'),
};

const own = <T extends object>(table: T, key: unknown): key is keyof T =>
  typeof key === 'string' && Object.hasOwn(table, key);

/** What else there is to know, for people; ids are for programs. */
export const detailsOf = ({ details }: Pick<AuditEntry, 'details'>): string[] => {
  const { from, to, fields, action, expires_at, name } = details;
  const told: string[] = [];
  if (own(roleNames, from) && own(roleNames, to)) {
    told.push(t('audit.role_from_to', { from: roleNames[from](), to: roleNames[to]() }));
  }
  if (typeof fields === 'string') {
    told.push(...fields.split(', ').map((field) => (own(fieldNames, field) ? fieldNames[field]() : field)));
  }
  const verdict = reportActions.find((one) => one === action);
  if (verdict) told.push(t(`audit.verdict_${verdict}`));
  if (typeof name === 'string') told.push(`:${name}:`);
  if (typeof expires_at === 'string' && hasEnd(expires_at)) {
    told.push(t('bans.until', { time: fullTime(expires_at) }));
  } else if (expires_at !== undefined) told.push(t('member.no_end'));
  return told;
};
