import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { arabicList, arabicMessages, type Messages } from './emoji/arabic.js';
import { serviceWorker } from './service-worker.js';

const here = dirname(fileURLToPath(import.meta.url));
const api = process.env.PARLEY_URL ?? 'http://127.0.0.1:3000';
const proxy = { '/api': api, '/emoji': api, '/socket.io': { target: api, ws: true } };

/** What the server sends with the page; `vite preview` sends it too, so that nothing grows that needs more. */
const csp = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

interface Emoji {
  hexcode: string;
  emoji: string;
  label: string;
  group?: number;
  subgroup?: number;
  tags?: string[];
  version: number;
  skins?: { emoji: string; tone: number | number[] }[];
}

const emojibase = dirname(createRequire(import.meta.url).resolve('emojibase-data/package.json'));
const readEmoji = <T>(file: string): T => JSON.parse(readFileSync(join(emojibase, file), 'utf8')) as T;

/** Of each emoji what the picker shows and searches: less than half of the whole. */
const emojiList = (language: string) =>
  readEmoji<Emoji[]>(`${language}/data.json`).map(
    ({ emoji, label, group, subgroup, tags, version, skins }) => ({
      ...{ emoji, label, group, subgroup, tags, version },
      skins: skins?.map((skin) => ({ emoji: skin.emoji, tone: skin.tone })),
    }),
  );

/** What `:name:` may become: the names that GitHub gives, the emoji, and the same in the five tones of one person's skin. */
const emojiNames = () => {
  const names = readEmoji<Record<string, string | string[]>>('en/shortcodes/github.json');
  return readEmoji<Emoji[]>('en/data.json').flatMap(({ hexcode, emoji, skins }) => {
    const own = names[hexcode];
    if (own === undefined) return [];
    const inTones = skins?.filter(({ tone }) => typeof tone === 'number').map((skin) => skin.emoji);
    return [[[own].flat(), emoji, ...(inTones?.length === 5 ? [inTones] : [])]];
  });
};

/** The picker's data, served by ourselves: nobody learns from a CDN's log who opens it. */
const emojiData = (): Plugin => ({
  name: 'parley-emoji-data',
  apply: 'build',
  writeBundle({ dir }) {
    const folder = join(dir ?? join(here, 'dist'), 'emoji');
    const write = (file: string, data: unknown): void => {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(data));
    };
    for (const language of ['en', 'de', 'zh']) {
      write(`${language}/data.json`, emojiList(language));
      write(`${language}/messages.json`, readEmoji(`${language}/messages.json`));
    }
    // The picker knows no Arabic: it takes it for the English of another place.
    write('ar/en/data.json', arabicList(emojiList('en'), readFileSync(join(here, 'emoji/ar.txt'), 'utf8')));
    write('ar/en/messages.json', arabicMessages(readEmoji<Messages>('en/messages.json')));
    copyFileSync(join(here, 'emoji/LICENSE'), join(folder, 'ar/LICENSE'));
    write('names.json', emojiNames());
  },
});

/** The SDK speaks WebSocket only: the other ways of the library need not be loaded. */
const onlyWebSocket = (): Plugin => ({
  name: 'parley-only-websocket',
  apply: 'build',
  load: {
    filter: { id: /engine\.io-client\/build\/esm\/transports\/index\.js$/ },
    handler: () => `import { WS } from './websocket.js'; export const transports = { websocket: WS };`,
  },
});

/**
 * What the first conversation needs comes in four pieces and not in fifty: together they compress better, and the first
 * one outlives most versions. Each takes its own imports with it, but for those of the pieces above it.
 */
const chunks = [
  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 4 },
  { name: 'frame', test: /web[\\/]src[\\/](?:app[\\/]App|lib[\\/](?:worker|push))\.tsx?$/, priority: 3 },
  { name: 'conversation', test: /web[\\/]src[\\/]app[\\/]Shell\.tsx$/, priority: 2 },
  { name: 'markdown', test: /web[\\/]src[\\/]components[\\/]rich-text[\\/]Markdown\.tsx$/, priority: 1 },
];

export default defineConfig({
  root: here,
  plugins: [react(), onlyWebSocket(), emojiData(), serviceWorker()],
  resolve: {
    alias: {
      '@/': `${join(here, 'src')}/`,
      '@contract/': `${join(here, '../src/contract')}/`,
      '@sdk/': `${join(here, '../sdk/src')}/`,
    },
  },
  server: { proxy, fs: { strict: false } },
  preview: { proxy, headers: { 'content-security-policy': csp } },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
});
