/** The SDK as it is published, built where something has changed: what a bench asks over HTTP goes through it. */
import { buildSdk } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/root.mjs';

await buildSdk(ROOT);
const built = new URL('../../sdk/dist/esm/index.js', import.meta.url);

/** @type {Pick<typeof import('../../sdk/src/index.js'), 'Rest' | 'SignIn'>} */
export const { Rest, SignIn } = await import(built.href);
