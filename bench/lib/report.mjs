/** The figures of a run as a person reads them in a terminal. */
import { median, round } from './numbers.mjs';

/** @typedef {import('./measure.mjs').SceneResult} SceneResult */
/** @typedef {import('./measure.mjs').Metric} Metric */

/** @param {number} value */
export const shown = (value) =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(round(value, Math.abs(value) >= 10 ? 1 : 2));

/** A median with its range. @param {number[]} values */
export function spread(values) {
  const [low, high] = [shown(Math.min(...values)), shown(Math.max(...values))];
  return low === high ? low : `${shown(median(values))} (${low}–${high})`;
}

/** @param {Metric[]} metrics @param {Metric} metric @returns {number | undefined} how many times that of bare at the same load */
export function ratioToBare(metrics, { variant, load, name, values }) {
  if (variant === 'bare') return undefined;
  const bare = metrics.find((one) => one.variant === 'bare' && one.load === load && one.name === name);
  const base = bare && median(bare.values);
  return base ? median(values) / base : undefined;
}

/** @param {SceneResult} scene */
export function sceneText({ name, load, metrics, faults }) {
  const columns = [...new Set(metrics.map((metric) => `${metric.variant} ${metric.load}`.trim()))];
  const rows = [...new Set(metrics.map((metric) => metric.name))];
  const cells = rows.map((row) => {
    const unit = metrics.find((metric) => metric.name === row)?.unit;
    const values = columns.map((column) => {
      const metric = metrics.find(
        (one) => one.name === row && `${one.variant} ${one.load}`.trim() === column,
      );
      if (!metric) return '';
      const ratio = ratioToBare(metrics, metric);
      return spread(metric.values) + (ratio === undefined ? '' : ` ×${shown(ratio)}`);
    });
    return [unit ? `${row}, ${unit}` : row, ...values];
  });
  const lines = [`## ${name}`, `${load}.`, '', ...table([['', ...columns], ...cells])];
  for (const fault of faults) lines.push(`NOT VALID: ${fault}`);
  return `${lines.join('\n')}\n\n`;
}

/** In Markdown, with columns that stand below each other in a terminal too. @param {string[][]} rows */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}
