import { errors } from '../contract/errors.js';
import { code, escapeHtml, page, prose, table } from './html.js';

const introduction = `
Every failure is one RFC 9457 object, over HTTP as \`application/problem+json\` and in acknowledgements of events. Switch on \`code\`, which does not change; \`title\` and \`detail\` are for people. The list may grow: treat an unknown code by its \`status\`.
`.trim();

/** Where the `type` of a problem leads: `/docs/problems#<code>`. */
export const problemsPage = (): string => {
  const rows = Object.entries(errors).map(([name, { status, title }]) => [
    `<a href="#${escapeHtml(name)}">${code(name)}</a>`,
    String(status),
    escapeHtml(title),
  ]);
  const names = Object.keys(errors);
  return page(
    'Problems',
    `${prose(introduction)}\n${table(['code', 'status', 'meaning'], rows, (index) => names[index] ?? '')}`,
  );
};
