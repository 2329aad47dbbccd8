/** Runs statements with BSON as binary parameters, each distinct text prepared once per connection. */

/** @typedef {import('./pool.mjs').Client} Client */

/** pg reads results as text only, so BSON arrives in hexadecimal; other values may stay text. */
const types = {
  /** @param {number} oid */
  getTypeParser: (oid) => (oid === 17 ? fromHex : asText),
};
/** @param {string} value */
const fromHex = (value) => Buffer.from(value.slice(2), 'hex');
/** @param {string} value */
const asText = (value) => value;

/** @type {Map<string, string>} */
const names = new Map();

/** @param {string} text */
function nameOf(text) {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

/**
 * @param {Client} client
 * @param {string} text
 * @param {unknown[]} values
 * @returns {Promise<any[]>} the first row's values: bytea as a Buffer, everything else as text
 */
export async function firstRow(client, text, values) {
  const query = { name: nameOf(text), text, values, rowMode: 'array', types };
  const result = await client.query(/** @type {import('pg').QueryArrayConfig} */ (query));
  return result.rows[0] ?? [];
}
