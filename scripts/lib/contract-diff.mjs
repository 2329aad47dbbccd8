/**
 * What of a contract was taken away or re-typed since it was promised. Works on the OpenAPI and AsyncAPI documents, after the
 * rules of docs/contract.md: more may be answered, less may be asked.
 */

/** @typedef {Record<string, any>} Json parsed JSON */
/** @typedef {'input' | 'output'} Direction what a client sends, or what it gets */

/**
 * @param {Json} before @param {Json} after
 * @returns {string[]} the breaks, each with the place where it is
 */
export function breaksOfRest(before, after) {
  /** @type {string[]} */
  const breaks = [];
  for (const [path, methods] of Object.entries(before.paths)) {
    for (const [method, was] of Object.entries(methods)) {
      const place = `${method.toUpperCase()} ${path}`;
      const is = after.paths[path]?.[method];
      if (is) breaks.push(...breaksOfOperation(place, was, is, { before, after }));
      else breaks.push(`${place} is gone`);
    }
  }
  return breaks;
}

/**
 * @param {Json} before @param {Json} after
 * @returns {string[]}
 */
export function breaksOfEvents(before, after) {
  const sent = new Set(
    Object.entries(before.operations)
      .filter(([, { action }]) => action === 'receive')
      .map(([name]) => name),
  );
  return Object.entries(before.components.messages).flatMap(([name, was]) => {
    const is = after.components.messages[name];
    if (!is) return [`event ${name} is gone`];
    const compare = comparison({ before, after }, sent.has(name) ? 'input' : 'output');
    return [
      ...compare(`event ${name}`, was.payload, is.payload),
      ...breaksOfPromises(`event ${name}`, operationOf(before, name), operationOf(after, name)),
    ];
  });
}

/** @param {Json} document @param {string} event @returns {Json} */
const operationOf = (document, event) =>
  document.operations[event] ?? document.operations[`on_${event}`] ?? {};

/** What an event comes with beside its payload. @param {string} place @param {Json} was @param {Json} is */
function breaksOfPromises(place, was, is) {
  const breaks = goneCodes(place, was['x-errors'] ?? [], is['x-errors'] ?? []);
  if (was.action !== is.action) breaks.push(`${place}: goes the other way`);
  if (was['x-order'] !== undefined && was['x-order'] !== is['x-order'])
    breaks.push(`${place}: its order was ${was['x-order']}, is ${is['x-order']}`);
  return breaks;
}

/** @param {string} place @param {string[]} was @param {string[]} is */
const goneCodes = (place, was, is) =>
  was.filter((code) => !is.includes(code)).map((code) => `${place}: the code ${code} is gone`);

/** Codes of all failures of an operation. @param {Json} document @param {Json} operation @returns {string[]} */
const codesOf = (document, { responses }) =>
  Object.entries(responses)
    .filter(([status]) => !/^[23]/.test(status))
    .flatMap(([, answer]) => {
      const { content = {} } = resolved(document, answer);
      const schema = content['application/problem+json']?.schema;
      return schema ? (valuesOf(resolved(document, schema).properties?.code ?? {}) ?? []).map(String) : [];
    });

/** @param {string} place @param {Json} was @param {Json} is @param {{ before: Json, after: Json }} documents */
function breaksOfOperation(place, was, is, documents) {
  const input = comparison(documents, 'input');
  const output = comparison(documents, 'output');
  /** @type {string[]} */
  const breaks = goneCodes(place, codesOf(documents.before, was), codesOf(documents.after, is));
  if (was.operationId !== is.operationId)
    breaks.push(`${place}: was called ${was.operationId}, is called ${is.operationId}`);
  const known = new Map(
    (was.parameters ?? []).map((/** @type {Json} */ one) => [`${one.in} ${one.name}`, one]),
  );
  const now = new Map((is.parameters ?? []).map((/** @type {Json} */ one) => [`${one.in} ${one.name}`, one]));
  for (const [name, parameter] of known) {
    const same = now.get(name);
    if (same) breaks.push(...input(`${place}, ${name}`, parameter.schema, same.schema));
    else breaks.push(`${place}: parameter ${name} is gone`);
  }
  for (const [name, { required }] of now) {
    if (required && !known.get(name)?.required) breaks.push(`${place}: parameter ${name} is required now`);
  }
  if (isOpen(was) && !isOpen(is)) breaks.push(`${place}: needs a token now`);
  if (!was.requestBody?.required && is.requestBody?.required) breaks.push(`${place}: needs a body now`);
  for (const [type, { schema }] of Object.entries(was.requestBody?.content ?? {})) {
    const same = is.requestBody?.content[type];
    if (same) breaks.push(...input(`${place}, body`, schema, same.schema));
    else breaks.push(`${place}: takes no ${type} any more`);
  }
  for (const [status, answer] of Object.entries(was.responses).filter(([code]) => /^[23]/.test(code))) {
    const same = is.responses[status];
    if (!same) breaks.push(`${place}: does not answer ${status} any more`);
    for (const [type, { schema }] of Object.entries(answer.content ?? {})) {
      const now = same?.content?.[type];
      if (now) breaks.push(...output(`${place}, ${status}`, schema, now.schema));
      else if (same) breaks.push(`${place}: ${status} has no ${type} any more`);
    }
  }
  return breaks;
}

/** @param {{ before: Json, after: Json }} documents @param {Direction} direction */
function comparison(documents, direction) {
  /** Pairs under way: a message has a message in it. @type {Set<string>} */
  const open = new Set();

  /** @param {string} place @param {Json} was @param {Json} is @returns {string[]} */
  return function compare(place, was, is) {
    const pair = `${was.$ref} ${is.$ref}`;
    if ((was.$ref || is.$ref) && open.has(pair)) return [];
    open.add(pair);
    try {
      return compareSchemas(
        resolved(documents.before, was),
        resolved(documents.after, is),
        direction,
        place,
        compare,
      );
    } finally {
      open.delete(pair);
    }
  };
}

/**
 * @param {Json} was @param {Json} is @param {Direction} direction @param {string} place
 * @param {(place: string, was: Json, is: Json) => string[]} compare
 * @returns {string[]}
 */
function compareSchemas(was, is, direction, place, compare) {
  const choices = [alternatives(was), alternatives(is)];
  if (choices.some((all) => all.length > 1)) return compareChoices(choices, direction, place, compare);
  const [typeWas, typeIs] = [typesOf(was), typesOf(is)];
  if (typeWas !== typeIs) return [`${place}: was ${typeWas}, is ${typeIs}`];
  // What is sent may be bound to a form less than before, what is answered has the same one.
  if (was.format !== is.format && (is.format || direction === 'output'))
    return [`${place}: its form was ${was.format ?? 'any'}, is ${is.format ?? 'any'}`];
  return [
    ...compareFields(was, is, direction, place, compare),
    ...(was.items ? compare(`${place}[]`, was.items, is.items ?? {}) : []),
    ...(was.additionalProperties?.type
      ? compare(`${place}.*`, was.additionalProperties, is.additionalProperties ?? {})
      : []),
    ...compareValues(was, is, direction, place),
    ...(direction === 'input' ? compareBounds(was, is, place) : []),
  ];
}

/** @param {Json[][]} choices @param {Direction} direction @param {string} place @param {(place: string, was: Json, is: Json) => string[]} compare */
function compareChoices([was = [], is = []], direction, place, compare) {
  // Something new may be taken; something new that is answered would surprise those who know all that there was.
  const [all, among] = direction === 'input' ? [was, is] : [is, was];
  return all.flatMap((one) => {
    const results = among.map((other) =>
      direction === 'input' ? compare(place, one, other) : compare(place, other, one),
    );
    return results.some((breaks) => breaks.length === 0)
      ? []
      : (results.at(all.indexOf(one)) ?? results[0] ?? [`${place}: a choice is gone`]);
  });
}

/** @param {Json} was @param {Json} is @param {Direction} direction @param {string} place @param {(place: string, was: Json, is: Json) => string[]} compare */
function compareFields(was, is, direction, place, compare) {
  /** @type {string[]} */
  const breaks = [];
  for (const [name, schema] of Object.entries(was.properties ?? {})) {
    const same = is.properties?.[name];
    if (same) breaks.push(...compare(`${place}.${name}`, schema, same));
    else breaks.push(`${place}.${name} is gone`);
    const [needed, needs] = [was, is].map(({ required = [] }) => required.includes(name));
    if (direction === 'output' && same && needed && !needs)
      breaks.push(`${place}.${name} may be missing now`);
  }
  if (direction === 'input') {
    const more = (is.required ?? []).filter(
      (/** @type {string} */ name) => !(was.required ?? []).includes(name),
    );
    for (const name of more) breaks.push(`${place}.${name} is required now`);
  }
  return breaks;
}

/** @param {Json} was @param {Json} is @param {Direction} direction @param {string} place */
function compareValues(was, is, direction, place) {
  const [before, now] = [valuesOf(was), valuesOf(is)];
  if (!before) return direction === 'input' && now ? [`${place}: takes only ${now.join(', ')} now`] : [];
  // Words that are answered may become more: clients bear with unknown ones.
  const gone = before.filter((value) => now && !now.includes(value));
  return direction === 'input' ? gone.map((value) => `${place}: ${value} is not taken any more`) : [];
}

const LOWER = ['maxLength', 'maximum', 'maxItems'];
const HIGHER = ['minLength', 'minimum', 'minItems'];

/** @param {Json} was @param {Json} is @param {string} place */
function compareBounds(was, is, place) {
  const tighter = [
    ...LOWER.filter((key) => is[key] !== undefined && is[key] < (was[key] ?? Number.POSITIVE_INFINITY)),
    ...HIGHER.filter((key) => is[key] !== undefined && is[key] > (was[key] ?? Number.NEGATIVE_INFINITY)),
  ];
  if (is.pattern !== undefined && was.pattern === undefined) tighter.push('pattern');
  return tighter.map((key) => `${place}: ${key} was ${was[key] ?? 'none'}, is ${is[key]}`);
}

/** @param {Json} operation */
const isOpen = ({ security }) => security?.length === 0;

/** @param {Json} schema @returns {unknown[] | undefined} */
const valuesOf = ({ enum: values, const: value }) => values ?? (value === undefined ? undefined : [value]);

/** @param {Json} schema @returns {Json[]} */
const alternatives = (schema) =>
  schema.anyOf ??
  schema.oneOf ??
  (Array.isArray(schema.type) ? schema.type.map((type) => ({ type })) : [schema]);

/** @param {Json} schema */
const typesOf = (schema) => {
  if (schema.type) return String(schema.type);
  const [value] = valuesOf(schema) ?? [];
  return value === undefined ? 'anything' : typeof value;
};

/** With what it refers to and all of its parts in one. @param {Json} document @param {Json} schema @returns {Json} */
function resolved(document, schema) {
  if (schema.$ref) {
    const found = schema.$ref
      .slice(2)
      .split('/')
      .reduce((/** @type {Json} */ value, /** @type {string} */ part) => value?.[part], document);
    return resolved(document, found ?? {});
  }
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((/** @type {Json} */ part) => resolved(document, part));
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((/** @type {Json} */ part) => part.properties)),
    required: parts.flatMap((/** @type {Json} */ part) => part.required ?? []),
  };
}
