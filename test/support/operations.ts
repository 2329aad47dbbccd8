import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';
import type { Problem } from '../../src/contract/problem.js';
import { EVENT, GATEWAY } from '../../src/transport/operation.metadata.js';
import type { Line, Person } from './people.js';

export type Fields = Record<string, unknown>;

/** What came back, whatever the transport. */
export interface Outcome {
  ok: boolean;
  /** The result, or the problem. Null when HTTP answers without a body (204). */
  body: (Fields & Partial<Problem>) | null;
}

export const withEvent = operations.filter(({ event }) => event !== undefined);
export const withBoth = withEvent.filter(({ http }) => http !== undefined);

export const operationOf = (id: string): Operation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`there is no operation ${id}`);
  return found;
};

/** Ids of the operations that some gateway of this application answers. */
export const servedBy = (app: INestApplication): ReadonlySet<string> => {
  const found = app
    .get(DiscoveryService)
    .getProviders()
    .flatMap(({ instance, metatype }) => {
      if (!instance || !metatype || !Reflect.getMetadata(GATEWAY, metatype)) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return Object.getOwnPropertyNames(prototype).flatMap((name) => {
        const operation = Reflect.getMetadata(EVENT, prototype[name] as object) as Operation | undefined;
        return operation ? [operation.id] : [];
      });
    });
  return new Set(found);
};

const parameter = /:(\w+)/g;

/** The address whose parameters the input has, and what of the input is left for the query or the body. */
const addressOf = (operation: Operation, input: Fields) => {
  const bindings = operation.http ?? [];
  const namesOf = (path: string) => [...path.matchAll(parameter)].map(([, name]) => name as string);
  const binding = bindings.find(({ path }) => namesOf(path).every((name) => input[name] !== undefined));
  if (!binding) throw new Error(`no address of ${operation.id} takes ${Object.keys(input).join()}`);
  const names = new Set(namesOf(binding.path));
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.has(name)));
  const path = binding.path.replaceAll(parameter, (_all, name) => encodeURIComponent(String(input[name])));
  return { method: binding.method, path, rest };
};

export const askHttp = async (person: Person, operation: Operation, input: Fields): Promise<Outcome> => {
  const { method, path, rest } = addressOf(operation, input);
  const { status, body } = await person.api<Fields>(
    method,
    path,
    method === 'GET' || method === 'DELETE' ? undefined : rest,
  );
  if (status >= 400 && body.status !== status) {
    throw new Error(`${method} ${path} answered ${status} with ${JSON.stringify(body)}`);
  }
  return { ok: status < 400, body: status === 204 ? null : body };
};

export const askSocket = async (line: Line, operation: Operation, input: Fields): Promise<Outcome> => {
  const answer = await line.ask<Fields>(operation.event as string, input);
  if (!answer.ok) return { ok: false, body: answer.error };
  const { ok, ...body } = answer;
  return { ok, body };
};
