/** @param {number[]} sorted ascending @param {number} q */
const quantile = (sorted, q) => sorted[Math.floor((sorted.length - 1) * q)] ?? Number.NaN;

/** @param {number[]} values */
const sorted = (values) => values.toSorted((a, b) => a - b);

/** @param {number[]} values */
export const median = (values) => quantile(sorted(values), 0.5);

/** @param {number} value @param {number} [digits] */
export const round = (value, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

/** The smallest value that so many are not above: of few samples the strict reading. @param {number[]} values @param {number} q */
export const percentile = (values, q) => sorted(values)[Math.ceil(values.length * q) - 1] ?? Number.NaN;
