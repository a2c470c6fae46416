import { z } from 'zod'
import { jobStates } from './job-state.ts'

const text = z.string().nullable().catch(null)
const instant = z.iso.datetime().nullable().catch(null)

/** The parts of a job as the worker mirrored them; a part that cannot be read is left out. */
const StoredPart = z.object({
  id: z.string(),
  kind: text,
  resourceId: text,
  state: z.enum(jobStates),
  progress: z.number().nullable().catch(null),
  errorCode: text,
  errorMessage: text,
  startedAt: instant,
  endedAt: instant,
})
export type StoredPart = z.output<typeof StoredPart>

export const storedParts = (stored: unknown): StoredPart[] =>
  z
    .array(z.unknown())
    .catch([])
    .parse(stored)
    .flatMap((each) => {
      const part = StoredPart.safeParse(each)
      return part.success ? [part.data] : []
    })
