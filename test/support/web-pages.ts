import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** Pages of other people, on this machine: what links point at. */
export class WebPages {
  /** Paths in the order in which they were asked for. */
  readonly asked: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  private readonly pages = new Map<string, Page>();

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const path = new URL(request.url ?? '/', 'http://pages').pathname;
      this.asked.push(path);
      this.headers.push(request.headers);
      const page = this.pages.get(path);
      if (page) page(request, response);
      else response.writeHead(404).end();
    });
  }

  static async open(): Promise<WebPages> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebPages(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Serves a page; answers its address. */
  serve(path: string, page: Page): string {
    this.pages.set(path, page);
    return this.url(path);
  }

  html(path: string, html: string | Buffer, type = 'text/html; charset=utf-8'): string {
    return this.serve(path, (_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(html);
    });
  }

  redirect(path: string, to: string, status = 302): string {
    return this.serve(path, (_request, response) => {
      response.writeHead(status, { location: to }).end();
    });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
