import { randomUUID } from 'node:crypto'
import type { ControlCall } from '../control.ts'
import { CloudError } from '../gateway/cloud-error.ts'
import { type Fault, faultNames } from '../gateway/faults.ts'
import { controlBody, controlSchema } from './control-body.ts'

type FaultBody = Partial<Omit<Fault, 'id' | 'due'>> & Pick<Fault, 'fault'>

const faultBody = controlSchema<FaultBody>(
  {
    fault: { enum: faultNames },
    when: { enum: ['before', 'after'] },
    times: { type: ['integer', 'null'], minimum: 1 },
    share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    seconds: { type: 'number', minimum: 0 },
    location: { type: 'string' },
    match: {
      type: 'object',
      additionalProperties: false,
      properties: {
        service: { type: 'string' },
        method: { type: 'string' },
        operation: { type: 'string' },
        path: { type: 'string' },
      },
    },
  },
  ['fault'],
)

/** GET /_control/faults */
export const listFaults = ({ gateway }: ControlCall) => gateway.faults

/** POST /_control/faults: once, unless `times` says otherwise (null: until removed). */
export function addFault({ gateway, body }: ControlCall) {
  const given = controlBody(faultBody, body)
  checkPattern(given.match?.path)
  const fault: Fault = {
    id: randomUUID(),
    match: given.match ?? {},
    fault: given.fault,
    when: given.when ?? 'after',
    times: given.times === undefined ? 1 : given.times,
    share: given.share ?? 1,
    due: 0,
    seconds: given.seconds ?? 5,
    location: given.location ?? 'https://elsewhere.invalid/',
  }
  gateway.faults.push(fault)
  return fault
}

/** DELETE /_control/faults */
export function removeFaults({ gateway }: ControlCall) {
  gateway.faults.length = 0
  return { faults: [] }
}

function checkPattern(pattern: string | undefined): void {
  if (pattern === undefined || pattern.startsWith('/')) return
  try {
    RegExp(pattern)
  } catch {
    throw new CloudError(400, 'CONTROL.0002', 'match.path is neither a prefix nor a regular expression.')
  }
}
