import type { Input, Output, RestOperation } from './contract.js';
import { ParleyError } from './errors.js';
import { bodies, downloads, type Problem, publicOperations, routes } from './generated/contract.js';

/** A token to use now; asked again, with the problem and the token, when one was refused. */
export type TokenSource = (refused?: Problem, token?: string) => Promise<string>;

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Arguments<O extends RestOperation> =
  Record<never, never> extends Input<O>
    ? [input?: Input<O>, options?: CallOptions]
    : [input: Input<O>, options?: CallOptions];

export interface CallOptions {
  signal?: AbortSignal;
}

/** Every operation as a method: `api.createRoom({ name, type })`. */
export type Api = {
  [O in RestOperation as Camel<O>]: (...args: Arguments<O>) => Promise<Output<O>>;
};

export interface RestOptions {
  /** Nodes of the server; when one does not answer, the next call goes to the next one. */
  urls: readonly string[];
  token?: TokenSource;
  /** Sent with each call. */
  headers?: Readonly<Record<string, string>>;
}

const parameter = /:(\w+)/g;

/** The operations of the contract over HTTP. */
export class Rest {
  readonly api: Api = new Proxy({} as Api, {
    get: (_target, name) => {
      const id = String(name).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return id in routes
        ? (input: object = {}, options?: CallOptions) =>
            this.call(id as RestOperation, input as never, options)
        : undefined;
    },
  });
  private node = 0;

  constructor(private readonly options: RestOptions) {}

  async call<O extends RestOperation>(id: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
    const request = { id, ...requestOf(id, input as Record<string, unknown>) };
    const token = publicOperations.includes(id) ? undefined : await this.options.token?.();
    const answer = await this.send<O>(request, token, options);
    if (!('problem' in answer)) return answer.body;
    // Expired or revoked since it was asked for: once more with another, if there is one.
    const renewable = answer.problem.status === 401 && token !== undefined;
    const other = renewable ? await this.options.token?.(answer.problem, token) : undefined;
    if (other === undefined || other === token) throw new ParleyError(answer.problem);
    const again = await this.send<O>(request, other, options);
    if ('problem' in again) throw new ParleyError(again.problem);
    return again.body;
  }

  private async send<O extends RestOperation>(
    { id, method, path, body }: ReturnType<typeof requestOf> & { id: O },
    token: string | undefined,
    { signal }: CallOptions,
  ): Promise<{ body: Output<O> } | { problem: Problem }> {
    const { urls, headers } = this.options;
    const init: RequestInit = {
      method,
      headers: {
        ...headers,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        ...(body instanceof Blob && { 'content-type': 'application/octet-stream' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    };
    try {
      const response = await fetch(`${urls[this.node % urls.length]}/api${path}`, init);
      if (response.ok && downloads.includes(id)) return { body: response as unknown as Output<O> };
      const text = await response.text();
      const parsed: unknown = text === '' ? undefined : JSON.parse(text);
      if (response.ok) return { body: parsed as Output<O> };
      // Anything else was said by something in between, not by the server.
      if (!isProblem(parsed)) throw new Error(`answered ${response.status}`);
      return { problem: parsed };
    } catch (error) {
      if (signal?.aborted && signal.reason?.name !== 'TimeoutError') throw error;
      this.node += 1;
      throw ParleyError.local('offline', error);
    }
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** The address whose parameters the input has; what is left is the query or the body. */
const requestOf = (id: RestOperation, input: Record<string, unknown>) => {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const addresses: readonly string[] = routes[id];
  const address =
    addresses.find((one) => [...one.matchAll(parameter)].every(([, name]) => (name as string) in given)) ??
    (addresses[0] as string);
  const [method, template] = address.split(' ') as [string, string];
  const path = template.replaceAll(parameter, (_all, name: string) => {
    const value = encodeURIComponent(String(given[name]));
    delete given[name];
    return value;
  });
  const { file, bytes, ...query } = given;
  if (bodies[id] === 'form') {
    const form = new FormData();
    form.set('file', file as Blob);
    return { method, path: path + queryOf(query), body: form };
  }
  if (bodies[id] === 'bytes') return { method, path: path + queryOf(query), body: bytes as Blob };
  if (method === 'GET' || method === 'DELETE')
    return { method, path: path + queryOf(given), body: undefined };
  return { method, path, body: JSON.stringify(given) };
};

const queryOf = (fields: Record<string, unknown>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) query.set(name, String(value));
  return query.size > 0 ? `?${query}` : '';
};
