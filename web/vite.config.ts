import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = dirname(fileURLToPath(import.meta.url));
const api = process.env.PARLEY_URL ?? 'http://127.0.0.1:3000';
const proxy = { '/api': api, '/socket.io': { target: api, ws: true } };

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

/** The picker's data, served by ourselves: nobody learns from a CDN's log who opens it. */
const emojiData = (): Plugin => ({
  name: 'parley-emoji-data',
  apply: 'build',
  writeBundle({ dir }) {
    const source = dirname(createRequire(import.meta.url).resolve('emojibase-data/en/data.json'));
    const target = join(dir ?? join(here, 'dist'), 'emoji', 'en');
    mkdirSync(target, { recursive: true });
    for (const file of ['data.json', 'messages.json']) copyFileSync(join(source, file), join(target, file));
  },
});

/** Installable, and there without a network. The pages themselves are the service worker's affair: `src/sw/sw.ts`. */
const pwa = () =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/sw',
    filename: 'sw.ts',
    injectRegister: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['assets/*.{js,css}', 'assets/inter-latin-wght-*.woff2', 'favicon.svg', 'icons/192.png'],
      globIgnores: ['assets/{ar,de,zh}-*.js'],
      dontCacheBustURLsMatching: /^assets\//,
    },
    includeManifestIcons: false,
    manifestFilename: 'manifest.webmanifest',
    manifest: {
      id: '/',
      name: 'Parley',
      short_name: 'Parley',
      description: 'Real-time chat for your own server',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#fdfcf9',
      theme_color: '#ece8df',
      categories: ['social', 'productivity'],
      icons: [
        { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });

export default defineConfig({
  root: here,
  plugins: [react(), emojiData(), pwa()],
  resolve: {
    alias: {
      '@/': `${join(here, 'src')}/`,
      '@contract/': `${join(here, '../src/contract')}/`,
      '@sdk/': `${join(here, '../sdk/src')}/`,
    },
  },
  server: { proxy, fs: { strict: false } },
  preview: { proxy, headers: { 'content-security-policy': csp } },
  build: { target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
