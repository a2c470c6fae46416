import { z } from 'zod'
import type { WriteAnswer } from '../cloud/answer.ts'
import { CloudError, parseJson } from '../cloud/errors.ts'
import { isService } from '../cloud/endpoints.ts'
import { Held } from './take.ts'

const Refusal = z.object({
  service: z.string().refine(isService),
  code: z.string(),
  message: z.string(),
  shape: z.enum(['flat', 'nested', 'plain', 'keyed', 'opaque', 'none']),
  httpStatus: z.number().optional(),
  requestId: z.string().optional(),
})

const Answer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    httpStatus: z.number(),
    requestId: z.string().optional(),
    rawBody: z.string(),
  }),
  z.object({ kind: z.literal('refused'), error: Refusal, requestId: z.string().optional(), rawBody: z.string() }),
  z.object({ kind: z.literal('throttled'), retryAfterMs: z.number(), error: Refusal }),
  z.object({ kind: z.literal('not_sent'), reason: z.string() }),
  z.object({
    kind: z.literal('unknown'),
    reason: z.string(),
    httpStatus: z.number().optional(),
    requestId: z.string().optional(),
    rawBody: z.string().optional(),
  }),
])

const Kept = z.discriminatedUnion('write', [
  z.object({
    write: z.literal('attempt'),
    held: Held,
    attemptId: z.uuid(),
    answeredAt: z.coerce.date(),
    answer: Answer,
  }),
  z.object({
    write: z.literal('payment'),
    held: Held,
    orderId: z.string(),
    answeredAt: z.coerce.date(),
    answer: Answer,
  }),
])

/** An answer of the cloud to one write, with all that is needed to record it later, by whichever worker. */
export type KeptAnswer = { held: Held; answeredAt: Date; answer: WriteAnswer } & (
  | { write: 'attempt'; attemptId: string }
  | { write: 'payment'; orderId: string }
)

/** As text, to be sealed: it holds what the cloud answered. */
export const keptAsText = (kept: KeptAnswer): string => JSON.stringify({ ...kept, answer: plain(kept.answer) })

/** Reads what `keptAsText` wrote. Throws when it is something else. */
export function keptFromText(text: string): KeptAnswer {
  const kept = Kept.parse(JSON.parse(text))
  return { ...kept, answer: answerOf(kept.answer) }
}

/** The body of a yes is parsed from its text again. */
function plain(answer: WriteAnswer): z.input<typeof Answer> {
  switch (answer.kind) {
    case 'accepted': {
      const { kind, httpStatus, requestId, rawBody } = answer
      return { kind, httpStatus, requestId, rawBody }
    }
    case 'refused':
    case 'throttled': {
      const { service, code, message, shape, httpStatus, requestId } = answer.error
      return { ...answer, error: { service, code, message, shape, httpStatus, requestId } }
    }
    case 'not_sent':
    case 'unknown':
      return answer
  }
}

function answerOf(kept: z.output<typeof Answer>): WriteAnswer {
  switch (kept.kind) {
    case 'accepted': {
      const body = kept.rawBody === '' ? undefined : parseJson(kept.rawBody)
      return { ...kept, requestId: kept.requestId, body }
    }
    case 'refused':
      return { ...kept, requestId: kept.requestId, error: new CloudError(kept.error) }
    case 'throttled':
      return { ...kept, error: new CloudError(kept.error) }
    case 'not_sent':
      return kept
    case 'unknown':
      return { ...kept, httpStatus: kept.httpStatus, requestId: kept.requestId, rawBody: kept.rawBody }
  }
}
