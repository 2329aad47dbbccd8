import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ForbiddenException, NotFoundException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { AppModule } from '../../src/app.module.js';
import { stopApp } from '../../src/app.setup.js';
import { AppError } from '../../src/common/errors/app-error.js';
import { AppLogger } from '../../src/common/logging/app-logger.js';
import { Config } from '../../src/config/config.js';
import { operation } from '../../src/contract/operation.js';
import type { Caller } from '../../src/identity/caller.js';
import { ChatGateway, On } from '../../src/transport/operation.decorators.js';
import type { TestApp } from './app.js';

const trap = (event: string) =>
  operation({ id: event, tag: 'Traps', summary: event, input: z.object({}), output: z.any(), limit: null, event });

/** Handlers that Nest's own gateways answer with silence, or with less than what happened. */
@ChatGateway()
class TrapGateway {
  @On(trap('returns_nothing'))
  async nothing(): Promise<void> {}

  @On(trap('returns_an_event'))
  async event() {
    return { event: 'somewhere_else', data: 1 };
  }

  @On(trap('returns_ok_false'))
  async okFalse() {
    return { ok: false, error: 'not one' };
  }

  @On(trap('throws_app_error'))
  async appError() {
    throw new AppError('room_archived');
  }

  @On(trap('throws_http_exception'))
  async httpException() {
    throw new NotFoundException('a text of Nest');
  }

  @On(trap('throws_another_http_exception'))
  async anotherHttpException() {
    throw new ForbiddenException('a text of Nest');
  }

  @On(trap('throws_an_error'))
  async error() {
    throw new Error('a secret: mongodb://root:pass@host');
  }

  @On(trap('throws_before_it_is_a_promise'))
  atOnce(): Promise<never> {
    throw new Error('a secret');
  }

  @On(trap('throws_no_error'))
  async noError() {
    throw { status: 'a secret' };
  }

  @On(trap('tells_who_asks'))
  async who({ id, socket_id }: Caller) {
    return { id, socket_id };
  }
}

class TrapModule {}

/** The application of `env` with the traps in it. */
export const startTraps = async (env: Record<string, string>): Promise<Omit<TestApp, 'env'>> => {
  const imports = [AppModule.with(Config.read({ ...env, LOG_LEVEL: 'silent' }))];
  const app = await NestFactory.create(
    { module: TrapModule, imports, providers: [TrapGateway] },
    { logger: new AppLogger('silent'), abortOnError: false, forceCloseConnections: true },
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, app, stop: () => stopApp(app) } as Omit<TestApp, 'env'>;
};
