import 'reflect-metadata';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

type Module = Type | DynamicModule;

/**
 * Registers on this connection the models of a module and of all that it imports, without starting any of them: for tools
 * that must know every collection and nothing else of the application.
 */
export const declareModels = (root: Module, connection: Connection): void => {
  for (const { providers = [] } of featuresOf(root, new Set())) {
    for (const provider of providers) modelOf(provider, connection);
  }
};

/** The calls of `MongooseModule.forFeature` below a module. */
const featuresOf = (module: Module, seen: Set<Module>): DynamicModule[] => {
  if (seen.has(module)) return [];
  seen.add(module);
  const type = 'module' in module ? module.module : module;
  const own = 'module' in module && type === MongooseModule ? [module] : [];
  const named: Module[] = Reflect.getMetadata('imports', type) ?? [];
  const given = ('module' in module ? (module.imports ?? []) : []) as Module[];
  return [...own, ...[...named, ...given].flatMap((next) => featuresOf(next, seen))];
};

const modelOf = (provider: Provider, connection: Connection): void => {
  if ('useFactory' in provider) void provider.useFactory(connection);
};
