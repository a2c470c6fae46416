import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { z } from 'zod'
import { parseMessage } from '#lib/i18n/message-text.ts'
import type { Schemas } from './from-schema.ts'

// The cloud's interface as another program describes it, read as data. Two descriptions by two hands must agree.

type Document = { components: { schemas: Schemas } }

/** The schemas of one service and a validator for one of them. */
export function described(service: string, schema: string) {
  const document: Document = parse(
    readFileSync(new URL(`../../emulator/contract/${service}.openapi.yaml`, import.meta.url), 'utf8'),
  )
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema(document, service)
  const validate = ajv.getSchema(`${service}#/components/schemas/${schema}`)
  if (!validate) throw new Error(`The document of ${service} does not describe ${schema}`)
  return {
    schemas: document.components.schemas,
    /** Why the document refuses `body`; empty when it takes it. */
    refusals: (body: unknown): ErrorObject[] => (validate(body) === true ? [] : (validate.errors ?? [])),
  }
}

export type Verdict = 'both accept' | 'both refuse' | 'ours alone refuses' | 'disagree'

/** Compares our schema with the document; `oursAlone` are the messages of what the document cannot say. */
export const comparing =
  (ours: z.ZodType, theirs: ReturnType<typeof described>, oursAlone: ReadonlySet<string>) =>
  (body: unknown): { verdict: Verdict; ours: unknown; theirs: unknown } => {
    const parsed = ours.safeParse(body)
    const refusals = theirs.refusals(body)
    const keys = parsed.error?.issues.map(({ message }) => parseMessage(message).key) ?? []
    return {
      verdict: verdictOf(parsed.success, refusals.length === 0, keys, oursAlone),
      ours: parsed.error?.issues,
      theirs: refusals,
    }
  }

function verdictOf(ours: boolean, theirs: boolean, keys: string[], oursAlone: ReadonlySet<string>): Verdict {
  if (theirs && ours) return 'both accept'
  if (!theirs && !ours) return 'both refuse'
  return theirs && keys.every((key) => oursAlone.has(key)) ? 'ours alone refuses' : 'disagree'
}
