/** The scenes in the order in which they are played. */

import { playCold } from './cold.mjs';
import { playCommands } from './commands.mjs';
import { playIdle } from './idle.mjs';
import { playNodes } from './nodes.mjs';
import { playReads, playSearch } from './reads.mjs';
import { playReconnect } from './reconnect.mjs';
import { playRooms, roomScenes, smallRoomScenes } from './rooms.mjs';
import { playTelling } from './telling.mjs';

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {(context: import('../lib/context.mjs').Context) => Promise<import('../lib/measure.mjs').SceneResult>} play
 */

/** @param {number} count @param {number} members @returns {import('../lib/seating.mjs').Plan[]} */
const rooms = (count, members) => Array.from({ length: count }, () => ({ members }));

/** @typedef {import('../lib/context.mjs').Context} Context */
/** @typedef {import('../lib/measure.mjs').SceneResult} SceneResult */

/**
 * @template {{ name: string }} S
 * @param {(context: Context, scene: S) => Promise<SceneResult>} play
 * @param {S} scene
 * @returns {Scene}
 */
const scene = (play, scene) => ({ name: scene.name, play: (context) => play(context, scene) });

/** @param {import('./rooms.mjs').RoomScene} one */
const roomScene = (one) => scene(playRooms, one);

/** @returns {Scene[]} */
const scenes = () => [
  ...roomScenes.map(roomScene),
  scene(playNodes, { name: 'two nodes', plan: rooms(200, 10) }),
  scene(playCommands, { name: 'commands', sizes: [10, 10_000] }),
  scene(playTelling, {
    ...{ name: 'typing storm', kind: 'typing', followed: 0, rate: 1_000, plan: rooms(200, 10) },
  }),
  scene(playTelling, {
    ...{ name: 'presence storm', kind: 'presence', followed: 20, rate: 100, plan: rooms(40, 10) },
  }),
  scene(playIdle, { name: 'idle connections', connections: 5_000 }),
  scene(playReconnect, { name: 'reconnect storm', missed: 5, plan: rooms(300, 50), people: 3_000 }),
  scene(playCold, { name: 'cold start' }),
  scene(playReads, { name: 'history and lists', rooms: 500 }),
  scene(playSearch, { name: 'search', queries: 5 }),
];

/** In small. What reads among many messages needs a store of its own, and is left out. @returns {Scene[]} */
const smallScenes = () => [
  ...smallRoomScenes.map(roomScene),
  scene(playNodes, { name: 'two nodes', plan: rooms(2, 6) }),
  scene(playCommands, { name: 'commands', sizes: [10, 50] }),
  scene(playTelling, {
    ...{ name: 'typing storm', kind: 'typing', followed: 0, rate: 20, plan: rooms(2, 10) },
  }),
  scene(playTelling, {
    ...{ name: 'presence storm', kind: 'presence', followed: 3, rate: 20, plan: rooms(2, 10) },
  }),
  scene(playIdle, { name: 'idle connections', connections: 20 }),
  scene(playReconnect, { name: 'reconnect storm', missed: 2, plan: rooms(2, 10), people: 10 }),
  scene(playCold, { name: 'cold start' }),
];

/** @param {{ smoke: boolean }} options */
export const scenesOf = ({ smoke }) => (smoke ? smallScenes() : scenes());
