import { type Environment, parseEnvironment } from './config.schema.js';
import { keptSecret } from './jwt-secret.js';

/** What tools look at before it is read as settings. */
export const environment = (): Record<string, string | undefined> => process.env;

/** The settings of this process. The only place that knows `process.env`. */
export class Config {
  private constructor(readonly env: Environment & { JWT_SECRET: string }) {}

  static read(source: Record<string, string | undefined> = process.env): Config {
    const env = parseEnvironment(source);
    return new Config({ ...env, JWT_SECRET: env.JWT_SECRET ?? keptSecret(env.DATA_DIR) });
  }

  /** Without a slash at its end. */
  get publicUrl(): string {
    return withoutSlash(this.env.PUBLIC_URL ?? `http://localhost:${this.env.PORT}`);
  }

  /** What URLs of files begin with; nothing where no address is known: they are then relative. */
  get filesUrl(): string {
    return withoutSlash(this.env.CDN_URL ?? this.env.PUBLIC_URL ?? '');
  }

  /** Where pages come from that may talk to us. */
  get webOrigins(): string[] {
    return [new URL(this.publicUrl).origin, ...this.env.CORS_ORIGINS];
  }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
