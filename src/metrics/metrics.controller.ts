import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AppError } from '../common/errors/app-error.js';
import { Metrics } from '../common/metrics/metrics.js';
import { Config } from '../config/config.js';

@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get()
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    requireToken(this.config.env.METRICS_TOKEN, authorization);
    response.type(this.metrics.contentType).send(await this.metrics.text());
  }
}

/** Compares digests, which are of one length, in a time that says nothing of where they differ. */
const requireToken = (expected: string | undefined, authorization: string | undefined): void => {
  if (expected === undefined) return;
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1]?.trim();
  if (given === undefined) throw new AppError('token_missing');
  if (!timingSafeEqual(digest(given), digest(expected))) throw new AppError('token_invalid');
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
