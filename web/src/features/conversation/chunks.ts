/** So many rows come and go together. */
const CHUNK = 30;

export interface Chunk<T> {
  id: number;
  rows: T[];
}

/** Cuts rows at places that stay the same when rows are added in front or behind: counted from row `anchor`. */
export const chunksOf = <T>(rows: readonly T[], anchor: number): Chunk<T>[] => {
  const chunks: Chunk<T>[] = [];
  rows.forEach((row, at) => {
    const id = Math.floor((at - anchor) / CHUNK);
    const last = chunks.at(-1);
    if (last?.id === id) last.rows.push(row);
    else chunks.push({ id, rows: [row] });
  });
  return chunks;
};
