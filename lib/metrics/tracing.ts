import { trace } from '@opentelemetry/api'
import type { SpanProcessor } from '@opentelemetry/sdk-trace'
import { env } from '../env.ts'
import { tracerName } from './note-call.ts'

/**
 * Sends spans on to `next`, but for those that libraries make: Next's name whole addresses with their queries. What is
 * told is what noteCall tells.
 */
export const ownSpansOnly = (next: SpanProcessor): SpanProcessor => ({
  onStart: (span, parent) => next.onStart(span, parent),
  onEnd(span) {
    if (span.instrumentationScope.name === tracerName) next.onEnd(span)
  },
  forceFlush: () => next.forceFlush(),
  shutdown: () => next.shutdown(),
})

/**
 * Sends the traces of this process to OTEL_EXPORTER_OTLP_ENDPOINT, where that is set; else nothing is loaded, and spans cost
 * next to nothing. Returns what sends the last of them before the process ends.
 */
export async function startTracing(part: 'web' | 'worker'): Promise<() => Promise<void>> {
  if (env().OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return async () => undefined
  const [{ BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { defaultResource, resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': `countersign-${part}` })),
    spanProcessors: [ownSpansOnly(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],
  })
  trace.setGlobalTracerProvider(provider)
  return () => provider.shutdown()
}
