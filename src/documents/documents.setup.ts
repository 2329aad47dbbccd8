import type { NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Express, NextFunction, Request, Response } from 'express';
import { asyncApiDocument } from './asyncapi.js';
import { toFile } from './document-file.js';
import { eventsPage } from './events-page.js';
import { pagePolicy } from './html.js';
import { openApiDocument } from './openapi.js';
import { problemsPage } from './problems-page.js';

/** Scripts and calls of this server only. Swagger UI sets `style` attributes and has icons as data URLs. */
const swaggerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Serves the documents of the contract, without anything from elsewhere: they work in a closed network too. */
export const setupDocuments = (app: NestExpressApplication): void => {
  app.use('/docs', policy(swaggerPolicy));
  serve(app, '/docs-json', 'application/json', dataPolicy, () => toFile(openApiDocument()));
  serve(app, '/asyncapi.json', 'application/json', dataPolicy, () => toFile(asyncApiDocument()));
  serve(app, '/docs/problems', 'text/html', pagePolicy, problemsPage);
  serve(app, '/docs/events', 'text/html', pagePolicy, () => eventsPage(asyncApiDocument()));
  SwaggerModule.setup('docs', app, () => openApiDocument() as unknown as OpenAPIObject, {
    raw: false,
    customSiteTitle: 'REST – Parley',
    customCss: '.swagger-ui .topbar { display: none }',
    // `validatorUrl` would show the document to a server of Swagger's makers.
    swaggerOptions: {
      validatorUrl: null,
      deepLinking: true,
      filter: true,
      docExpansion: 'list',
      displayRequestDuration: true,
    },
  });
};

const policy = (value: string) => (_request: Request, response: Response, next: NextFunction) => {
  response.setHeader('content-security-policy', value);
  next();
};

/** Made when it is first asked for, then kept: the contract does not change while the server runs. */
const serve = (
  app: NestExpressApplication,
  path: string,
  type: string,
  csp: string,
  make: () => string,
): void => {
  let made: string | undefined;
  const express: Express = app.getHttpAdapter().getInstance();
  express.get(path, (_request, response) => {
    made ??= make();
    response.setHeader('content-security-policy', csp);
    response.type(type).send(made);
  });
};
