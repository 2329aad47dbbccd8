/**
 * `npm run emoji:names`: what emoji are called in Arabic, from Unicode's CLDR into web/emoji/ar.txt. The packages it comes in
 * have every language of the world, 150 MB: what is taken of them is kept, and they are not installed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Failure } from '../tools/services/failure.mjs';
import { progress as log } from '../tools/services/log.mjs';
import { run } from '../tools/services/process.mjs';
import { runMain } from './lib/life.mjs';
import { ROOT } from './lib/root.mjs';
import { makeScratchFolder, removeScratchFolder } from './lib/scratch.mjs';

const VERSION = '48.2.0';
/** Emoji of one character, and those that are put together of several. */
const SOURCES = /** @type {const} */ ([
  ['cldr-annotations-full', 'annotations'],
  ['cldr-annotations-derived-full', 'annotationsDerived'],
]);
const TARGET = join(ROOT, 'web/emoji/ar.txt');
const HEADER = `# What emoji are called in Arabic: the emoji, its name, and what else it is found by, between tabs.
# Written by \`npm run emoji:names\` from Unicode CLDR ${VERSION} (${SOURCES.map(([name]) => name).join(', ')}).
# Copyright © Unicode, Inc. Unicode License V3: see LICENSE beside this file.
`;

/** @typedef {Record<string, { default?: string[], tts?: string[] }>} Annotations */

/** @param {string} folder @param {string} name @param {string} kind @returns {Promise<Annotations>} */
const fetchNames = async (folder, name, kind) => {
  const file = `package/${kind}/ar/annotations.json`;
  for (const command of [
    ['npm', 'pack', '--silent', `${name}@${VERSION}`],
    ['tar', '-xzf', `${name}-${VERSION}.tgz`, file],
  ]) {
    const [program = '', ...args] = command;
    const { ok, output } = await run(program, args, { cwd: folder });
    if (!ok) throw new Failure(`${command.join(' ')}: ${output}`);
  }
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))[kind].annotations;
};

await runMain(
  async (life) => {
    const folder = makeScratchFolder();
    life.add({ stop: () => removeScratchFolder(folder) });
    /** @type {Annotations} */
    const names = {};
    for (const [name, kind] of SOURCES) Object.assign(names, await fetchNames(folder, name, kind));
    const web = createRequire(join(ROOT, 'web/package.json'));
    /** @type {{ emoji: string, group?: number }[]} */
    const emoji = JSON.parse(readFileSync(web.resolve('emojibase-data/en/data.json'), 'utf8'));
    const lines = emoji.flatMap(({ emoji, group }) => {
      // CLDR leaves out what only says that it is to be drawn in colour.
      const { tts: [label] = [], default: tags = [] } =
        names[emoji] ?? names[emoji.replaceAll('\ufe0f', '')] ?? {};
      if (group === undefined || label === undefined) return [];
      return [[emoji, label, ...tags.filter((tag) => tag !== label)].join('\t')];
    });
    writeFileSync(TARGET, `${HEADER}${lines.join('\n')}\n`);
    log(`wrote ${lines.length} names to ${TARGET}`);
    await life.end(0);
  },
  { statusOnSignal: 130 },
);
