import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { NodeMetrics } from './node-metrics.js';

/** What is read when somebody asks, and where they ask. What counts stands in common/metrics. */
@Module({ controllers: [MetricsController], providers: [NodeMetrics] })
export class ScrapeModule {}
