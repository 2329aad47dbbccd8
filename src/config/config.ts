import { type Environment, parseEnvironment } from './config.schema.js';
import { keptSecret } from './jwt-secret.js';

/** The settings of this process. The only place that knows `process.env`. */
export class Config {
  private constructor(readonly env: Environment & { JWT_SECRET: string }) {}

  static read(source: Record<string, string | undefined> = process.env): Config {
    const env = parseEnvironment(source);
    return new Config({ ...env, JWT_SECRET: env.JWT_SECRET ?? keptSecret(env.DATA_DIR) });
  }

  get publicUrl(): string {
    return this.env.PUBLIC_URL ?? `http://localhost:${this.env.PORT}`;
  }
}
