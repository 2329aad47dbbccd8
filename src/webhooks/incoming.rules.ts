import type { Input } from '../contract/operation.js';
import type { postToWebhook } from '../contract/webhooks.js';

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack's markup in ours: links `<url|name>`, calls for everybody, and the three characters that it escapes. */
export const fromSlack = (text: string): string =>
  text
    .replace(/<(https?:\/\/[^|<>\s]+)\|([^<>]*)>/g, (_all, url: string, name: string) =>
      name.trim() === '' ? url : `[${name.replace(/[[\]]/g, '\\$&')}](${url})`,
    )
    .replace(/<(https?:\/\/[^|<>\s]+)>/g, '$1')
    .replace(/<!here(?:\|[^<>]*)?>/g, '@here')
    .replace(/<!(?:channel|everyone)(?:\|[^<>]*)?>/g, '@room')
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] as string);

/** The text of the message: who it is from stands before it. */
export const contentOf = ({ content, text, username }: Input<typeof postToWebhook>): string => {
  const said = content ?? fromSlack(text ?? '');
  return username === undefined
    ? said
    : `**${username.trim().replace(/[\\`*_{}[\]<>()#~|!@]/g, '\\$&')}**: ${said}`;
};
