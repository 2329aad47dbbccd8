import type { HttpBinding, Operation } from '../contract/operation.js';
import { tagTexts } from './texts.js';

const tags = Object.keys(tagTexts);
const methods: readonly HttpBinding['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The place of a tag; unknown ones come last. */
export const tagRank = (tag: string): number => (tags.includes(tag) ? tags.indexOf(tag) : tags.length);

/**
 * By tag, then by name. The order in which the contract lists its operations is that of a module's exports, which is
 * not the same in Node and in a bundler: documents that follow it would differ from those that are committed.
 */
export const byTag = (operations: readonly Operation[]): Operation[] =>
  [...operations].sort(
    (a, b) => tagRank(a.tag) - tagRank(b.tag) || compare(a.tag, b.tag) || compare(a.id, b.id),
  );

export interface Bound {
  operation: Operation;
  binding: HttpBinding;
}

/** What is served over HTTP: by tag, then by path, reading before writing. */
export const byPath = (operations: readonly Operation[]): Bound[] =>
  byTag(operations)
    .flatMap((operation) => (operation.http ?? []).map((binding) => ({ operation, binding })))
    .sort(
      (a, b) =>
        tagRank(a.operation.tag) - tagRank(b.operation.tag) ||
        compare(a.operation.tag, b.operation.tag) ||
        compare(a.binding.path, b.binding.path) ||
        methods.indexOf(a.binding.method) - methods.indexOf(b.binding.method),
    );

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
