import { describe, expect, it } from 'vitest';
import { operations } from './operations.js';
import { scopeOf } from './scopes.js';

const idsOf = (scope: string | null): string[] =>
  operations.filter((operation) => !operation.public && scopeOf(operation) === scope).map(({ id }) => id);

describe('scopes of tokens', () => {
  it('let nobody who reads change anything', () => {
    const reading = operations.filter((operation) => scopeOf(operation) === 'read');
    const methods = new Set(reading.map(({ http, id }) => http?.[0]?.method ?? id));
    // `sync` and `search` have a body, and change nothing.
    const posts = reading.filter(({ http }) => http?.[0]?.method === 'POST').map(({ id }) => id);
    expect([...methods].filter((method) => !['GET', 'POST', 'presence_subscribe'].includes(method))).toEqual(
      [],
    );
    expect(posts.filter((id) => !['sync', 'search_messages'].includes(id))).toEqual([]);
  });

  it('let people alone at accounts, bots and tokens', () => {
    const forPeople = new Set(idsOf(null));
    for (const id of [
      'logout',
      'change_password',
      'create_bot',
      'create_bot_token',
      'list_bot_tokens',
      'deactivate_user',
    ])
      expect([id, forPeople.has(id)]).toEqual([id, true]);
    expect(idsOf('write')).toEqual(expect.arrayContaining(['send_message', 'edit_message', 'add_reaction']));
    expect(idsOf('read')).toEqual(expect.arrayContaining(['list_messages', 'sync', 'get_me']));
  });
});
