import { type AddressInfo, createServer, type Socket } from 'node:net';
import { until } from './until.js';

export interface Letter {
  from: string;
  to: string[];
  subject: string;
  /** Headers and both parts as they came, with the lines joined that the sender broke. */
  body: string;
}

const DOT = '\r\n.\r\n';

/** An SMTP server (RFC 5321) that keeps what it is handed. */
export class SmtpServer {
  readonly letters: Letter[] = [];
  /** How many of the next letters it puts off with a 451. */
  busy = 0;
  private readonly open = new Set<Socket>();
  private readonly server = createServer((socket) => this.serve(socket));

  private constructor() {}

  static async start(): Promise<SmtpServer> {
    const smtp = new SmtpServer();
    await new Promise<void>((resolve) => smtp.server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The first letter to this address that matches, there already or to come. */
  async letterTo(address: string, subject: RegExp = /./): Promise<Letter> {
    const find = () => this.letters.find(({ to, subject: is }) => to.includes(address) && subject.test(is));
    await until(() => find() !== undefined, { what: `mail to ${address}` });
    return find() as Letter;
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.open.add(socket);
    socket.on('close', () => this.open.delete(socket));
    socket.on('error', () => undefined);
    let buffer = '';
    let data = false;
    let envelope = { from: '', to: [] as string[] };
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string): void => {
      const [, address = ''] = /<([^>]*)>/.exec(line) ?? [];
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 stand-in');
      else if (verb === 'MAIL') {
        envelope = { from: address, to: [] };
        say('250 OK');
      } else if (verb === 'RCPT') {
        envelope.to.push(address);
        say('250 OK');
      } else if (verb === 'DATA') {
        data = true;
        say('354 Go ahead');
      } else if (verb === 'QUIT') {
        say('221 Bye');
        socket.end();
      } else say(verb === 'RSET' || verb === 'NOOP' ? '250 OK' : '502 Not here');
    };
    socket.on('data', (chunk) => {
      buffer += chunk.toString('utf8');
      for (;;) {
        const end = buffer.indexOf(data ? DOT : '\r\n');
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (data ? DOT.length : 2));
        if (!data) take(part);
        else {
          data = false;
          say(this.accept(envelope, part));
        }
      }
    });
    say('220 stand-in ESMTP');
  }

  private accept(envelope: { from: string; to: string[] }, raw: string): string {
    if (this.busy > 0) {
      this.busy -= 1;
      return '451 Try again later';
    }
    // Quoted-printable, and the dot that hides a line that begins with one.
    const body = raw
      .replace(/^\.\./gm, '.')
      .replaceAll('=\r\n', '')
      .replaceAll('=3D', '=')
      .replaceAll('\r\n', '\n');
    const subject = /^Subject: (.*)$/im.exec(body)?.[1] ?? '';
    this.letters.push({ ...envelope, subject, body });
    return '250 Kept';
  }
}

/** The token of the link in a letter. */
export const tokenIn = ({ body }: { body: string }): string => {
  const [, token] = /#token=([\w-]+)/.exec(body) ?? [];
  if (token === undefined) throw new Error(`there is no link in\n${body}`);
  return token;
};
