import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY = 'a key of GIPHY';
const KNOWN = 130;

/** Speaks what api.giphy.com speaks of its version 1: numbers as text, pages by offset, problems in `meta`. */
export class Giphy {
  readonly key = KEY;
  readonly asked: URL[] = [];
  /** Instead of the usual answer. */
  broken: { status: number; body: string } | undefined;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://giphy');
      this.asked.push(url);
      const { status, body } = this.broken ?? this.answer(url);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  }

  static async open(): Promise<Giphy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Giphy(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer({ pathname, searchParams }: URL): { status: number; body: string } {
    if (searchParams.get('api_key') !== KEY) return problem(401, 'Unauthorized');
    const query = pathname === '/v1/gifs/trending' ? 'trending' : searchParams.get('q');
    if (query === null || !/^\/v1\/gifs\/(search|trending)$/.test(pathname)) return problem(404, 'Not Found');
    const offset = Number(searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(searchParams.get('limit') ?? 25), 50);
    const total = query === 'nothing' ? 0 : KNOWN;
    const count = Math.max(0, Math.min(limit, total - offset));
    const data = Array.from({ length: count }, (_, n) => gif(`${query}-${offset + n}`));
    return {
      status: 200,
      body: JSON.stringify({
        data,
        meta: { status: 200, msg: 'OK', response_id: 'b5f3' },
        pagination: { total_count: total, count, offset },
      }),
    };
  }
}

const problem = (status: number, msg: string) => ({
  status,
  body: JSON.stringify({ data: [], meta: { status, msg, response_id: '' } }),
});

const rendition = (id: string, name: string, width: string, height: string) => ({
  height,
  width,
  size: '1024',
  url: `https://media0.giphy.com/media/v1.Y2lk/${id}/${name}.gif?cid=1&rid=${name}.gif&ct=g`,
  webp: `https://media0.giphy.com/media/v1.Y2lk/${id}/${name}.webp`,
});

const gif = (id: string) => ({
  type: 'gif',
  id,
  url: `https://giphy.com/gifs/${id}`,
  slug: id,
  bitly_gif_url: 'https://gph.is/x',
  embed_url: `https://giphy.com/embed/${id}`,
  username: '',
  source: '',
  title: `A GIF of ${id}`,
  rating: 'g',
  is_sticker: 0,
  import_datetime: '2020-01-01 00:00:00',
  trending_datetime: '0000-00-00 00:00:00',
  images: {
    original: { ...rendition(id, 'giphy', '480', '270'), frames: '24', hash: 'f00' },
    downsized: rendition(id, 'giphy-downsized', '384', '216'),
    fixed_width_small: rendition(id, '100w', '100', '56'),
    '480w_still': rendition(id, '480w_s', '480', '270'),
  },
});
