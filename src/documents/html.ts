import { createHash } from 'node:crypto';

const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => special[sign] ?? sign);

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --link: light-dark(#1d5fd1, #8ab4f8); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { margin-top: 2rem; }
h4 { margin: 1rem 0 .25rem; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; background: var(--soft); padding: .1em .3em; border-radius: .25em; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .95em; }
.wide { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
tr:target, :target { background: light-dark(#fff3c4, #4a4213); }
.note { opacity: .75; font-size: .9em; }
`;

/** Nothing but the style of these pages: they have no scripts, images or forms. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pages = [
  ['/docs', 'REST'],
  ['/docs/events', 'Events'],
  ['/docs/problems', 'Problems'],
] as const;

export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Parley</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="Documents">${pages.map(([path, name]) => `<a href="${path}">${name}</a>`).join('\n')}</nav>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;

export const table = (headings: string[], rows: string[][], id?: (index: number) => string): string => {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const lines = rows.map(
    (cells, index) =>
      `<tr${id ? ` id="${escapeHtml(id(index))}"` : ''}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table></div>`;
};

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** A line of the Markdown that our own texts use: `code` and links within the site. All else is shown as it is. */
export const inline = (text: string): string =>
  escapeHtml(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\[([^\]]+)\]\((\/[\w./#-]*)\)/g, '<a href="$2">$1</a>');

/** Paragraphs, lists and headings. */
export const prose = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((block) => {
      if (block.startsWith('## ')) return `<h3>${inline(block.slice(3))}</h3>`;
      if (!block.startsWith('- ')) return `<p>${inline(block)}</p>`;
      return `<ul>${block
        .split('\n')
        .map((line) => `<li>${inline(line.slice(2))}</li>`)
        .join('')}</ul>`;
    })
    .join('\n');
