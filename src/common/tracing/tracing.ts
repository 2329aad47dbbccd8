import { setTimeout as delay } from 'node:timers/promises';

/**
 * Traces, off unless the operator says where they go. The packages of OpenTelemetry are loaded only then: without it
 * everything here is one look at a variable. One for the process, as OpenTelemetry's own context is.
 */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer';
/** Ids and words of the contract. Never text, tokens or addresses of people. */
export type Attributes = Record<string, string | number>;

export interface SpanStart {
  kind: SpanKind;
  attributes?: Attributes;
  /** Of whoever caused it elsewhere: a W3C `traceparent`. */
  carried?: string;
}

export interface OpenSpan {
  /** What `work` does, now and later, belongs to it. */
  within<T>(work: () => T): T;
  end(error?: unknown): void;
  named(name: string, attributes: Attributes): void;
}

export interface Tracing {
  begin(name: string, start: SpanStart): OpenSpan;
  /** The same, where something is under way to which it belongs; else none. */
  beginBelow(name: string, start: SpanStart): OpenSpan | undefined;
  carry(): string | undefined;
  ids(): { trace_id?: string; span_id?: string };
  /** Runs what is given to it where it was made. */
  here(): <T>(work: () => T) => T;
  stop(): Promise<void>;
}

interface Settings {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_SERVICE_NAME: string;
  OTEL_TRACES_SAMPLER_ARG: number;
}

const STOP_WITHIN_MS = 1_000;

let tracing: Tracing | undefined;

export const startTracing = async ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_SERVICE_NAME: service,
  OTEL_TRACES_SAMPLER_ARG: share,
}: Settings): Promise<void> => {
  if (endpoint === undefined) return;
  const { openTelemetry } = await import('./opentelemetry.js');
  tracing = openTelemetry({ endpoint, service, share });
};

/** Sends what was not sent yet; a collector that is away does not keep the node from ending. */
export const stopTracing = async (): Promise<void> => {
  if (!tracing) return;
  await Promise.race([
    tracing.stop().catch(() => undefined),
    delay(STOP_WITHIN_MS, undefined, { ref: false }),
  ]);
};

export const currentTracing = (): Tracing | undefined => tracing;

export const traced = async <T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T> => {
  if (!tracing) return work();
  const span = tracing.begin(name, start);
  try {
    const result = await span.within(work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
};
