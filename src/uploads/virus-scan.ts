import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';

const IDLE_MS = 60_000;
const CHUNK = 64 * 1024;

/** Asks a ClamAV daemon about each upload, where the operator named one. What cannot be asked about is not let in. */
@Injectable()
export class VirusScan {
  private readonly log = new Logger(VirusScan.name);

  constructor(private readonly config: Config) {}

  /** Throws `file_refused`, or `service_unavailable` when the daemon does not answer. */
  async check(path: string): Promise<void> {
    const address = this.config.env.CLAMAV_ADDRESS;
    if (!address) return;
    const answer = await ask(address, path).catch((error: unknown) => {
      this.log.error(`ClamAV does not answer: ${String(error)}`);
      throw new AppError('service_unavailable');
    });
    if (/: OK$/.test(answer)) return;
    const [, found] = /^stream: (.*) FOUND$/.exec(answer) ?? [];
    if (found) throw new AppError('file_refused', { detail: `The file holds something harmful (${found}).` });
    this.log.error(`ClamAV says: ${answer}`);
    throw new AppError('service_unavailable');
  }
}

/** The protocol INSTREAM: chunks with their length before them, and an empty one at the end. */
const ask = async (address: string, path: string): Promise<string> => {
  const socket = open(address);
  const answered = read(socket);
  answered.catch(() => undefined); // It is awaited below.
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    if (socket.destroyed) break; // It has heard enough: its answer says why.
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    socket.write(length);
    if (!socket.write(chunk)) await drained(socket);
  }
  socket.write(Buffer.alloc(4));
  return answered;
};

const open = (address: string): Socket => {
  if (address.includes('/')) return connect(address);
  const [, host = '127.0.0.1', port = '3310'] = /^(.*?)(?::(\d+))?$/.exec(address) ?? [];
  return connect(Number(port), host);
};

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });

const read = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setTimeout(IDLE_MS, () => socket.destroy(new Error('timeout')));
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      text += data;
      if (!text.includes('\0')) return;
      resolve(text.slice(0, text.indexOf('\0')).trim());
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
