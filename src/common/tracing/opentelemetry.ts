import {
  type Context,
  context,
  SpanKind as Kind,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { errors } from '../../contract/errors.js';
import { toAppError } from '../errors/problem.js';
import type { OpenSpan, SpanKind, SpanStart, Tracing } from './tracing.js';

interface Options {
  endpoint: string;
  service: string;
  /** The part of what comes in that is traced, 0 to 1. */
  share: number;
}

const kinds: Record<SpanKind, Kind> = {
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
};

/** Loaded only where traces are wanted. What else the OTEL_ variables say the packages read by themselves. */
export const openTelemetry = ({ endpoint, service, share }: Options): Tracing => {
  const root = new TraceIdRatioBasedSampler(share);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    // Whoever calls may not decide that they are traced: it costs us.
    sampler: new ParentBasedSampler({ root, remoteParentSampled: root, remoteParentNotSampled: root }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
  const tracer = provider.getTracer('parley');

  const begin = (name: string, { kind, attributes, carried }: SpanStart): OpenSpan => {
    const parent = carried === undefined ? context.active() : below(carried);
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, parent);
    return openSpan(span, trace.setSpan(parent, span));
  };
  return {
    begin,
    beginBelow: (name, start) => (trace.getActiveSpan() ? begin(name, start) : undefined),
    carry: () => {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
    ids: () => {
      const here = trace.getActiveSpan()?.spanContext();
      return here ? { trace_id: here.traceId, span_id: here.spanId } : {};
    },
    here: () => {
      const place = context.active();
      return (work) => context.with(place, work);
    },
    stop: () => provider.shutdown(),
  };
};

const below = (traceparent: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent });

const openSpan = (span: Span, place: Context): OpenSpan => ({
  within: (work) => context.with(place, work),
  named: (name, attributes) => void span.updateName(name).setAttributes(attributes),
  end: (error) => {
    if (!span.isRecording()) return;
    if (error !== undefined) fail(span, error);
    span.end();
  },
});

/** By its code: what an error says may hold what somebody wrote. What a client did wrong is no fault of the server. */
const fail = (span: Span, error: unknown): void => {
  const { code } = toAppError(error);
  span.setAttribute('error.type', code);
  if (errors[code].status >= 500) span.setStatus({ code: SpanStatusCode.ERROR, message: code });
};
