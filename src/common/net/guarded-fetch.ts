import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Agent, request } from 'undici';
import { Config } from '../../config/config.js';
import { isLoopback, isPublicAddress } from './addresses.js';
import { readBody } from './body.js';

/** Why nothing came of it. Its message can be shown to people: it tells nothing of what answered. */
export class OutboundError extends Error {
  constructor(
    readonly kind: 'refused' | 'timeout' | 'unreachable' | 'too_large' | 'redirects',
    message: string,
  ) {
    super(message);
    this.name = 'OutboundError';
  }
}

export interface OutboundRequest {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For all of it: names, redirects, body. */
  timeoutMs: number;
  /** Bytes of the answer after decompression. */
  maxSize: number;
  /** What is longer: `cut` keeps its beginning. */
  tooLong?: 'fail' | 'cut';
  /** Not given: a redirect is an answer like others. */
  maxRedirects?: number;
}

export interface OutboundAnswer {
  /** After redirects. */
  url: string;
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

export type Resolve = (host: string) => Promise<string[]>;

const PORTS = [80, 443];
const MAX_HEADER_SIZE = 16_384;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const followed = (status: number, { maxRedirects }: OutboundRequest): boolean =>
  maxRedirects !== undefined && redirects.has(status);

const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Asks what other people named: links, webhooks, push services. Never connects to anything but public addresses: a name
 * is resolved once, all its addresses are checked, and the connection goes to the one that was checked (a second look
 * could answer something else). Redirects are checked the same way; cookies and credentials are never sent.
 */
@Injectable()
export class GuardedFetch {
  /** Tests put a stand-in here. */
  resolve: Resolve = systemResolve;
  private readonly ports: ReadonlySet<number>;
  private readonly loopbackPorts: ReadonlySet<number>;

  constructor({ env }: Config) {
    this.ports = new Set([...PORTS, ...env.OUTBOUND_PORTS]);
    this.loopbackPorts = new Set(env.OUTBOUND_LOOPBACK_PORTS);
  }

  /** Throws OutboundError. An answer of any status is an answer. */
  async fetch(address: string, options: OutboundRequest): Promise<OutboundAnswer> {
    const signal = AbortSignal.timeout(options.timeoutMs);
    let url = this.check(address);
    for (let left = options.maxRedirects ?? 0; ; left -= 1) {
      const answer = await this.ask(url, options, signal);
      const to = followed(answer.status, options) ? answer.headers.location : undefined;
      if (to === undefined) return answer;
      if (left <= 0) throw new OutboundError('redirects', 'It redirects too often.');
      if (!URL.canParse(to, url.href)) throw refused('It redirects to what is no address.');
      url = this.check(new URL(to, url).href);
    }
  }

  /** What can be said of an address before a name is resolved. Throws OutboundError. */
  check(address: string): URL {
    if (!URL.canParse(address)) throw refused('It is not an address.');
    const url = new URL(address);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw refused('Only http and https are allowed.');
    if (url.username !== '' || url.password !== '') throw refused('An address must not carry credentials.');
    const port = portOf(url);
    const host = bareHost(url);
    // The parser has turned 0x7f.1, 017700000001 and 2130706433 into 127.0.0.1 by now.
    if (isIP(host) !== 0) this.checkAddress(host, port);
    if (!this.ports.has(port) && !this.loopbackPorts.has(port)) throw refused('The port is not allowed.');
    return url;
  }

  private checkAddress(address: string, port: number): void {
    const allowed =
      (isPublicAddress(address) && this.ports.has(port)) ||
      (isLoopback(address) && this.loopbackPorts.has(port));
    if (!allowed) throw refused('The address is not a public one.');
  }

  private async ask(url: URL, options: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    try {
      const addresses = await this.addressesOf(url, signal);
      const agent = pinnedAgent(addresses, options.timeoutMs);
      try {
        const { statusCode, headers, body } = await request(url, {
          method: options.method ?? 'GET',
          headers: { 'user-agent': 'Parley', 'accept-encoding': 'gzip, br', ...options.headers },
          body: options.body,
          dispatcher: agent,
          signal,
        });
        if (followed(statusCode, options)) {
          body.on('error', () => undefined).destroy();
          return { url: url.href, status: statusCode, headers: flat(headers), body: Buffer.alloc(0) };
        }
        const read = await readBody(body, String(headers['content-encoding'] ?? ''), options.maxSize);
        if (read.cut && options.tooLong !== 'cut')
          throw new OutboundError('too_large', 'The answer is too large.');
        return { url: url.href, status: statusCode, headers: flat(headers), body: read.bytes };
      } finally {
        void agent.destroy().catch(() => undefined);
      }
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      throw signal.aborted
        ? new OutboundError('timeout', 'It did not answer in time.')
        : new OutboundError('unreachable', 'It could not be reached.');
    }
  }

  /** What the name stands for: all of it must be allowed. */
  private async addressesOf(url: URL, signal: AbortSignal): Promise<[string, ...string[]]> {
    const host = bareHost(url);
    const addresses = isIP(host) === 0 ? await raced(this.resolve(host), signal) : [host];
    const [first, ...others] = addresses;
    if (first === undefined) throw new OutboundError('unreachable', 'The name is not known.');
    for (const address of addresses) this.checkAddress(address, portOf(url));
    return [first, ...others];
  }
}

const refused = (message: string): OutboundError => new OutboundError('refused', message);

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Connects to these addresses, whatever the name of the host: the name is only what TLS and the `Host` header say. */
const pinnedAgent = (addresses: [string, ...string[]], timeoutMs: number): Agent => {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return new Agent({
    maxHeaderSize: MAX_HEADER_SIZE,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      timeout: timeoutMs,
      lookup: (_host, { all }, done) =>
        all ? done(null, pinned) : done(null, addresses[0], isIP(addresses[0])),
    },
  });
};

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(Array.isArray(value) ? value[0] : value)]],
    ),
  );

/** A resolver takes its own time, and cannot be told to stop. */
const raced = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
};
