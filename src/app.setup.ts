import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { AppLogger } from './common/logging/app-logger.js';
import { isLogged } from './common/logging/levels.js';
import { Metrics } from './common/metrics/metrics.js';
import type { Config } from './config/config.js';
import { limits } from './contract/limits.js';
import { contractVersionHeader } from './contract/version.js';
import { setupDocuments } from './documents/documents.setup.js';
import { DomainEvents } from './events/domain-events.js';
import { HealthService } from './health/health.service.js';
import { httpMetrics } from './metrics/http-metrics.middleware.js';
import { SocketServer } from './realtime/socket-server.js';
import { setupSite } from './site/site.setup.js';
import { Admission } from './transport/admission.js';
import { sessionCookie } from './transport/http/session-cookie.middleware.js';
import { visitor } from './transport/http/visitor.middleware.js';

const DAY_MS = 86_400_000;
const UPLOAD_WITHIN_MS = 3_600_000;

/** The application as it runs, the same for `main.ts` and for the tests. */
export const createApp = async (config: Config): Promise<NestExpressApplication> => {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: new AppLogger(config.env.LOG_LEVEL),
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.set('trust proxy', config.env.TRUST_PROXY);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(visitor);
  app.use(httpMetrics(app.get(Metrics), isLogged('debug', config.env.LOG_LEVEL)));
  app.use(helmet({ contentSecurityPolicy: false }));
  app.useBodyParser('json', { limit: limits.packetSize, strict: false });
  app.use(sessionCookie(config.env.REFRESH_TOKEN_DAYS * DAY_MS));
  app.enableCors({
    origin: config.env.CORS_ORIGINS,
    exposedHeaders: ['x-request-id', 'retry-after', contractVersionHeader],
  });
  // A large upload on a slow line takes longer than Node's five minutes; headers have a bound of their own.
  app.getHttpServer().requestTimeout = UPLOAD_WITHIN_MS;
  setupDocuments(app);
  setupSite(app, undefined, config.env.S3_BROWSER_ENDPOINT);
  return app;
};

/**
 * So many may wait to be taken in, as far as the kernel lets them (`net.core.somaxconn`). Of thousands who come back in one
 * moment those above Node's own 511 would be dropped, and try again after 1, 3, 7 and 15 seconds.
 */
const BACKLOG = 4_096;

/** Rejects when the address cannot be had. */
export const listen = async (
  app: NestExpressApplication,
  { PORT, HOST }: Pick<Config['env'], 'PORT' | 'HOST'>,
): Promise<void> => {
  await app.init();
  await once(app.getHttpServer().listen({ port: PORT, host: HOST, backlog: BACKLOG }), 'listening');
};

const RECONNECT_SPREAD_MS = 1_000;
/** What follows from messages that were acknowledged still needs the database. */
const SETTLE_WITHIN_MS = 2_000;

/** Stops serving without losing what is under way: no new work, sockets go elsewhere, then everything closes. */
export const stopApp = async (app: NestExpressApplication): Promise<void> => {
  app.get(HealthService).stop();
  const sockets = app.get(SocketServer);
  sockets.io.emit('server_restarting', { reconnect_in_ms: Math.round(Math.random() * RECONNECT_SPREAD_MS) });
  await sockets.close();
  await app.get(Admission).settled(SETTLE_WITHIN_MS);
  await app.get(DomainEvents).settled(SETTLE_WITHIN_MS);
  await app.close();
};
