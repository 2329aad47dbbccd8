import {
  applyDecorators,
  Controller,
  HttpCode,
  Injectable,
  RequestMapping,
  RequestMethod,
  Res,
  SetMetadata,
} from '@nestjs/common';
import type { Input, Operation, Output } from '../contract/operation.js';
import type { Caller, Visitor } from '../identity/caller.js';
import { type HttpBytes, HttpExchange } from './http/http-bytes.js';
import { HttpInput, HttpWho } from './http/http-params.decorators.js';
import { EVENT, GATEWAY, OPERATION } from './operation.metadata.js';

/** A handler gets who asks and the validated input, and returns the result: one statement that calls a service. */
export type Handler<T extends Operation> = (
  who: T['public'] extends true ? Visitor : Caller,
  input: Input<T>,
) => Promise<Output<T>>;

/** The handler of an operation whose `body` or `answer` is no JSON. */
type BytesHandler<T extends Operation> = (
  ...args: [...Parameters<Handler<T>>, bytes: HttpBytes]
) => ReturnType<Handler<T>>;

type HandlerDecorator<T extends Operation> = (
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<Handler<T>>,
) => void;

/** A REST controller below `/api`. */
export const ChatController = (): ClassDecorator => Controller('api');

/** A class whose `@On` methods answer socket events. */
export const ChatGateway = (): ClassDecorator =>
  applyDecorators(Injectable(), SetMetadata(GATEWAY, true)) as ClassDecorator;

/** Serves an operation at its REST paths: identity, rate limit, validation, status and problems included. */
export const Http =
  <T extends Operation>(operation: T): HandlerDecorator<T> =>
  (target, key, descriptor) => {
    const [first] = operation.http ?? [];
    if (!first) throw new Error(`${operation.id} has no REST path`);
    HttpWho()(target, key, 0);
    HttpInput()(target, key, 1);
    applyDecorators(
      SetMetadata(OPERATION, operation),
      RequestMapping({
        method: RequestMethod[first.method],
        path: (operation.http ?? []).map(({ path }) => path),
      }),
      HttpCode(first.status),
    )(target, key, descriptor as PropertyDescriptor);
  };

/** The same for an operation whose `body` or `answer` is no JSON: its handler gets the request and the response too. */
export const HttpBinary =
  <T extends Operation>(operation: T) =>
  (target: object, key: string, descriptor: TypedPropertyDescriptor<BytesHandler<T>>): void => {
    HttpExchange()(target, key, 2);
    if (operation.answer) Res()(target, key, 3); // Tells Nest that the handler answers by itself.
    Http(operation)(target, key, descriptor as object as TypedPropertyDescriptor<Handler<T>>);
  };

/** Serves an operation as its socket event: identity, rate limit, validation, acknowledgement and problems included. */
export const On =
  <T extends Operation>(operation: T): HandlerDecorator<T> =>
  (_target, _key, descriptor) => {
    if (!operation.event) throw new Error(`${operation.id} has no event`);
    Reflect.defineMetadata(EVENT, operation, descriptor.value as object);
  };
