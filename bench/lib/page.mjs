/** The figures of a run as one page that needs nothing else: a table of the goals, and a plot of each figure. */
import { judge } from './goals.mjs';
import { median } from './numbers.mjs';
import { ratioToBare, shown, spread } from './report.mjs';

const [WIDTH, LABEL, ROW, BAR] = [560, 190, 22, 14];
const COLOURS = ['#8a8f98', '#2563eb', '#16a34a', '#d97706'];

/** @param {string | number} text */
const escaped = (text) =>
  String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** @typedef {import('./measure.mjs').Metric} Metric */

/** A bar for each variant and load: its median, with a line from the lowest round to the highest. @param {Metric[]} bars @param {Metric[]} all @param {string[]} variants */
function plot(bars, all, variants) {
  const most = Math.max(...bars.flatMap(({ values }) => values), Number.MIN_VALUE);
  const x = (/** @type {number} */ value) => LABEL + (Math.max(value, 0) / most) * (WIDTH - LABEL - 130);
  const rows = bars.map((metric, n) => {
    const y = n * ROW + 4;
    const middle = median(metric.values);
    const ratio = ratioToBare(all, metric);
    const text = spread(metric.values) + (ratio === undefined ? '' : `, ×${shown(ratio)}`);
    const colour = COLOURS[variants.indexOf(metric.variant) % COLOURS.length];
    const [low, high] = [x(Math.min(...metric.values)), x(Math.max(...metric.values))];
    return `<text x="${LABEL - 8}" y="${y + 11}" text-anchor="end">${escaped(`${metric.variant} ${metric.load}`)}</text><rect x="${LABEL}" y="${y}" width="${Math.max(x(middle) - LABEL, 1)}" height="${BAR}" fill="${colour}"/><path d="M${low} ${y + BAR / 2}H${high}" stroke="#000"/><text x="${Math.max(high, x(middle)) + 6}" y="${y + 11}">${escaped(text)}</text>`;
  });
  const [first] = bars;
  const title = `${first?.name}${first?.unit ? `, ${first.unit}` : ''}`;
  return `<figure><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${bars.length * ROW + 4}" width="${WIDTH}" role="img" aria-label="${escaped(title)}">${rows.join('')}</svg></figure>`;
}

/** @param {import('./measure.mjs').SceneResult} scene */
function section({ name, load, metrics, faults }) {
  const variants = [...new Set(metrics.map(({ variant }) => variant))];
  const names = [...new Set(metrics.map((metric) => metric.name))];
  const plots = names.map((one) =>
    plot(
      metrics.filter((metric) => metric.name === one),
      metrics,
      variants,
    ),
  );
  const warnings = faults.map((fault) => `<p class="bad">Not valid: ${escaped(fault)}</p>`);
  return `<section><h2>${escaped(name)}</h2><p>${escaped(load)}.</p>${warnings.join('')}<div>${plots.join('')}</div></section>`;
}

/** @param {import('./goals.mjs').Run} run */
export function page(run) {
  const rows = judge(run).map(({ goal, shown: value, verdict }) => {
    const state = verdict === 'goal' ? 'good' : verdict === 'floor' ? 'fair' : 'bad';
    const cells = [goal.what, goal.floor, goal.goal, value].map((cell) => `<td>${escaped(cell)}</td>`);
    return `<tr>${cells.join('')}<td class="${state}">${escaped(verdict)}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley's bench, ${escaped(run.at)}</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #1b1d21 }
table { border-collapse: collapse } th, td { text-align: left; padding: 0.3rem 0.8rem; border-bottom: 1px solid #ddd }
section > div { display: flex; flex-wrap: wrap; gap: 0 1.5rem } figure { margin: 0 0 1rem } figcaption { font-weight: 600 }
svg { max-width: 100%; height: auto } svg text { font-size: 11px } .good { color: #15803d } .fair { color: #a16207 } .bad { color: #b91c1c }
</style>
<h1>Parley's bench</h1>
<p>${escaped(run.at)}: ${escaped(run.machine)}; ${run.rounds} round(s), ${run.seconds} s${run.smoke ? '; in small: these figures mean nothing' : ''}. Medians with their range; × is the ratio to bare Socket.IO at the same load.</p>
<table><tr><th>What</th><th>Floor</th><th>Goal</th><th>Measured</th><th>Verdict</th></tr>${rows.join('')}</table>
${run.scenes.map(section).join('\n')}
</html>
`;
}
