/** What `fetch` takes as a body. */
export type Body = NonNullable<Parameters<typeof fetch>[1]>['body'];

/**
 * Engine.IO spoken by hand over a WebSocket, to send what no client library would. A frame begins with its type:
 * `0` open, `2` ping, `4` message; within a message `0` connect, `2` event, `5` event with attachments.
 */
export class RawConnection {
  readonly frames: string[] = [];
  /** The code of the close frame, once there is one. */
  closed: number | undefined;
  private readonly waiting: (() => void)[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => this.note(() => this.frames.push(String(data))));
    socket.addEventListener('close', ({ code }) => this.note(() => (this.closed = code)));
    socket.addEventListener('error', () => undefined); // `close` follows.
  }

  /** Open at the level of Engine.IO: nobody is signed in. */
  static async open(url: string): Promise<RawConnection> {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const connection = new RawConnection(new WebSocket(address));
    await connection.until(() => connection.frames.length > 0, 'the open frame');
    return connection;
  }

  /** Signed in: `ready` was received. */
  static async signedIn(url: string, token: string): Promise<RawConnection> {
    const connection = await RawConnection.open(url);
    connection.send(`40${JSON.stringify({ token })}`);
    await connection.next('42["ready"');
    return connection;
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.socket.send(frame);
  }

  /** The first frame that begins so, received already or to come. */
  async next(start: string, timeoutMs = 30_000): Promise<string> {
    const find = () => this.frames.find((frame) => frame.startsWith(start));
    await this.until(() => find() !== undefined || this.closed !== undefined, start, timeoutMs);
    const frame = find();
    if (frame === undefined) throw new Error(`closed with ${this.closed} before ${start} came`);
    return frame;
  }

  /** The acknowledgement with this number. */
  async acknowledgement(id: number): Promise<{ ok: boolean; error?: { code: string; status: number } }> {
    const start = `43${id}[`;
    const [answer] = JSON.parse((await this.next(start)).slice(start.length - 1));
    return answer;
  }

  async untilClosed(): Promise<number> {
    await this.until(() => this.closed !== undefined, 'the end of the connection');
    return this.closed as number;
  }

  close(): void {
    this.socket.close();
  }

  private note(happened: () => void): void {
    happened();
    for (const wake of this.waiting.splice(0)) wake();
  }

  private async until(holds: () => boolean, what: string, timeoutMs = 30_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`${what.slice(0, 100)} did not come within ${timeoutMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
