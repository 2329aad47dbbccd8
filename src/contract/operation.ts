import type { z } from 'zod';
import type { ErrorCode } from './errors.js';
import type { RateLimitName } from './rate-limits.js';

export interface HttpBinding {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`; `:name` is a field of the input. The rest of the input is the query (GET, DELETE) or the JSON body. */
  path: string;
  status: 200 | 201 | 204;
  /** The status when the result says `created: false`: what was asked for was there already. */
  existing?: 200;
}

/**
 * One thing that a client can ask for, whatever the transport: its input, its result, its limits.
 * Controllers, gateways, validation, OpenAPI, AsyncAPI and the SDK's types all come from this object.
 */
export interface Operation<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  P extends boolean = boolean,
> {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  input: I;
  output: O;
  /** `null`: the service counts by itself, since not every call counts (a repeated `client_id` does not). */
  limit: RateLimitName | null;
  errors: readonly ErrorCode[];
  /** What a bot's token needs for it, where it is not what `scopeOf` finds (scopes.ts). `account`: for people alone. */
  scope?: 'read' | 'write' | 'account';
  http?: readonly HttpBinding[];
  /** What the request carries where it is no JSON: a form with a `file`, or bytes. The rest of the input is in the query. */
  body?: 'form' | 'bytes';
  /** The answer is the bytes of a file, not JSON. */
  answer?: 'bytes';
  /** Name of the Socket.IO event that asks for the same. */
  event?: string;
  /** True: no token needed. */
  public: P;
}

type Definition<I extends z.ZodType, O extends z.ZodType> = Omit<Operation<I, O>, 'public' | 'errors'> & {
  errors?: readonly ErrorCode[];
};

/** An operation for people who are signed in. */
export const operation = <I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): Operation<I, O, false> => ({
  errors: [],
  ...definition,
  public: false,
});

/** An operation that needs no token. */
export const publicOperation = <I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): Operation<I, O, true> => ({ errors: [], ...definition, public: true });

/** What a handler receives: the validated input. */
export type Input<T extends Operation> = z.output<T['input']>;
/** What a handler returns and a client gets. */
export type Output<T extends Operation> = z.output<T['output']>;
