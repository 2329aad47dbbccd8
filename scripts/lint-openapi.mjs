/** Lints openapi/openapi.json by the rules of redocly.yaml; run by `npm run check`. */
import { formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core';

const config = await loadConfig({ configPath: 'redocly.yaml' });
const problems = await lint({ ref: 'openapi/openapi.json', config });
const totals = getTotals(problems);
if (totals.errors + totals.warnings > 0) {
  formatProblems(problems, { totals, version: '' });
  process.exitCode = 1;
}
