import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Payload } from '../../src/contract/events.js';
import type { Person } from './people.js';
import { until } from './until.js';

export interface Pushed {
  path: string;
  headers: IncomingMessage['headers'];
  /** Of the VAPID token, its signature being good. */
  claims: { aud: string; exp: number; sub: string };
  data: Pick<Payload<'notification'>, 'unread_count'> & { notification: Record<string, unknown> };
}

/** What browsers have: keys of their own, and an address at a push service. */
export class Browser {
  private readonly keys = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  readonly publicKey = this.keys.generateKeys();

  constructor(
    readonly service: PushService,
    readonly path: string,
  ) {}

  get subscription() {
    return {
      endpoint: `${this.service.url}${this.path}`,
      expirationTime: null,
      keys: { p256dh: this.publicKey.toString('base64url'), auth: this.auth.toString('base64url') },
    };
  }

  subscribe(person: Person) {
    return person.api<{ id: string; created: boolean }>('POST', '/push/subscriptions', this.subscription);
  }

  /** RFC 8291 over RFC 8188 (aes128gcm), one record. Throws when it was not encrypted for this browser. */
  decrypt(body: Buffer): unknown {
    const salt = body.subarray(0, 16);
    const idLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + idLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.publicKey, sender]);
    const secret = derive(this.keys.computeSecret(sender), this.auth, info, 32);
    const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
    const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12);
    const record = body.subarray(21 + idLength);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
  }
}

const derive = (secret: Buffer, salt: Buffer, info: string | Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** A push service on this machine that reads what it is given as the browser would, and checks who signed it. */
export class PushService {
  readonly pushed: Pushed[] = [];
  /** What went wrong with a request: none must. */
  readonly faults: unknown[] = [];
  /** Statuses to answer with, by path; else 201. */
  readonly answers = new Map<string, number[]>();
  /** Set: requests are kept waiting. */
  held: ServerResponse[] | null = null;
  private readonly browsers = new Map<string, Browser>();

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.take(request, response).catch((error: unknown) => {
        this.faults.push(error);
        response.writeHead(400).end();
      });
    });
  }

  static async open(): Promise<PushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PushService(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  browser(name: string = randomBytes(6).toString('hex')): Browser {
    const browser = new Browser(this, `/push/${name}`);
    this.browsers.set(browser.path, browser);
    return browser;
  }

  to(browser: Browser): Pushed[] {
    return this.pushed.filter(({ path }) => path === browser.path);
  }

  async until(browser: Browser, count: number): Promise<Pushed[]> {
    await until(() => this.to(browser).length >= count, { what: `${count} pushes to ${browser.path}` });
    return this.to(browser);
  }

  async close(): Promise<void> {
    for (const response of this.held ?? []) response.end();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    const browser = this.browsers.get(path);
    if (!browser || request.method !== 'POST') throw new Error(`nobody has ${request.method} ${path}`);
    if (request.headers['content-encoding'] !== 'aes128gcm')
      throw new Error('not encrypted as RFC 8291 has it');
    const data = browser.decrypt(Buffer.concat(chunks)) as Pushed['data'];
    const claims = vapidClaims(request.headers.authorization ?? '');
    if (claims.aud !== this.url || claims.exp * 1000 < Date.now()) throw new Error('the token is for others');
    this.pushed.push({ path, headers: request.headers, claims, data });
    if (this.held) this.held.push(response);
    else response.writeHead(this.answers.get(path)?.shift() ?? 201).end();
  }
}

/** RFC 8292. Throws when the signature is not that of the key. */
const vapidClaims = (header: string): Pushed['claims'] => {
  const { t, k } = /^vapid t=(?<t>[^,]+), *k=(?<k>.+)$/.exec(header)?.groups ?? {};
  const [head = '', claims = '', signature = ''] = (t ?? '').split('.');
  const key = createPublicKey({ key: jwkOf(k ?? ''), format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isGood = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isGood) throw new Error('the signature is wrong');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
};

export const vapidKeyOf = ({ headers }: Pushed): string =>
  / *k=(.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';

const jwkOf = (key: string) => {
  const point = Buffer.from(key, 'base64url');
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
};
