const id = /^[0-9a-f]{24}$/;
/** Another for each request, and what people do elsewhere at the same time. */
const passing: ReadonlySet<string> = new Set(['request_id', 'last_seen_at']);
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The same for two answers that differ only in ids and times: known ids by their names, others by the order in which
 * they come.
 */
export const shapeOf = (value: unknown, names: ReadonlyMap<string, string> = new Map()): unknown => {
  const seen = new Map(names);
  const shape = (part: unknown): unknown => {
    if (typeof part === 'string') return time.test(part) ? '<time>' : id.test(part) ? nameOf(part) : part;
    if (Array.isArray(part)) return part.map(shape);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part).filter(([key]) => !passing.has(key));
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, shape(item)]),
    );
  };
  const nameOf = (text: string): string => {
    const name = seen.get(text) ?? `<id ${seen.size - names.size + 1}>`;
    seen.set(text, name);
    return name;
  };
  return shape(value);
};
