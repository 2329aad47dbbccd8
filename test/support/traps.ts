import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ForbiddenException, NotFoundException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
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

const Nothing = z.object({});
type Nothing = z.output<typeof Nothing>;

const trap = (event: string) =>
  operation({
    id: event,
    tag: 'Traps',
    summary: event,
    input: Nothing,
    output: z.unknown(),
    limit: null,
    event,
  });

/** Handlers that Nest's own gateways answer with silence, or with less than what happened. */
@ChatGateway()
class TrapGateway {
  @On(trap('returns_nothing'))
  async nothing(_caller: Caller, _input: Nothing): Promise<unknown> {
    return undefined;
  }

  @On(trap('returns_an_event'))
  async event(_caller: Caller, _input: Nothing): Promise<unknown> {
    return { event: 'somewhere_else', data: 1 };
  }

  @On(trap('returns_ok_false'))
  async okFalse(_caller: Caller, _input: Nothing): Promise<unknown> {
    return { ok: false, error: 'not one' };
  }

  @On(trap('throws_app_error'))
  async appError(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw new AppError('room_archived');
  }

  @On(trap('throws_http_exception'))
  async httpException(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw new NotFoundException('a text of Nest');
  }

  @On(trap('throws_another_http_exception'))
  async anotherHttpException(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw new ForbiddenException('a text of Nest');
  }

  @On(trap('throws_an_error'))
  async error(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw new Error('a secret: mongodb://root:pass@host');
  }

  @On(trap('throws_before_it_is_a_promise'))
  atOnce(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw new Error('a secret');
  }

  @On(trap('throws_no_error'))
  async noError(_caller: Caller, _input: Nothing): Promise<unknown> {
    throw { status: 'a secret' };
  }

  @On(trap('tells_who_asks'))
  async who({ id, socket_id }: Caller, _input: Nothing): Promise<unknown> {
    return { id, socket_id };
  }
}

class TrapModule {}

/** The application of `env` with the traps in it. */
export const startTraps = async (env: Record<string, string>): Promise<Omit<TestApp, 'env'>> => {
  const imports = [AppModule.with(Config.read({ ...env, LOG_LEVEL: 'silent' }))];
  const app = await NestFactory.create<NestExpressApplication>(
    { module: TrapModule, imports, providers: [TrapGateway] },
    { logger: new AppLogger('silent'), abortOnError: false, forceCloseConnections: true },
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, app, stop: () => stopApp(app) };
};
