import type { Operation } from '../contract.ts'
import { isRecord } from '../reading.ts'
import type { Gateway } from './gateway.ts'

export const faultNames = [
  'status-500',
  'status-502',
  'status-503',
  'status-504',
  'reset',
  'hang',
  'slow',
  'malformed-json',
  'truncated',
  'html-200',
  'no-order-id',
  'error-code-200',
  'bad-signature',
  'throttled',
  'redirect',
  'empty-list',
] as const
export type FaultName = (typeof faultNames)[number]

export type Fault = {
  id: string
  match: { service?: string; method?: string; operation?: string; path?: string }
  fault: FaultName
  /** Whether the cloud acts before it fails; meaningless for the faults that always do or never do. */
  when: 'before' | 'after'
  /** How many more calls it hits; null for ever. */
  times: number | null
  /** Which part of the calls that fit it hits, evenly spread: 0.05 is every twentieth. */
  share: number
  /** What has come together of the next hit. */
  due: number
  seconds: number
  location: string
}

export type Mishap = Pick<Fault, 'fault' | 'when' | 'seconds' | 'location'>

const neverActs = new Set<FaultName>(['bad-signature', 'throttled', 'redirect'])
const alwaysActs = new Set<FaultName>([
  'slow',
  'malformed-json',
  'truncated',
  'html-200',
  'no-order-id',
  'error-code-200',
  'empty-list',
])

/** Whether the call is stopped before the cloud does anything. */
export const stopsEarly = (mishap: Mishap): boolean =>
  neverActs.has(mishap.fault) || (mishap.when === 'before' && !alwaysActs.has(mishap.fault))

/** The first fault that fits the call, used up by one. */
export function takeFault(gateway: Gateway, operation: Operation, path: string): Mishap | undefined {
  const found = gateway.faults.find((fault) => fits(fault, operation, path) && isDue(fault))
  if (found === undefined) return undefined
  if (found.times !== null) found.times -= 1
  if (found.times === 0) gateway.faults.splice(gateway.faults.indexOf(found), 1)
  return found
}

function isDue(fault: Fault): boolean {
  fault.due += fault.share
  // A hair below one, since shares do not add up exactly.
  if (fault.due < 1 - 1e-9) return false
  fault.due -= 1
  return true
}

function fits({ match }: Fault, operation: Operation, path: string): boolean {
  return (
    (match.service === undefined || match.service === operation.service) &&
    (match.method === undefined || match.method.toUpperCase() === operation.method) &&
    (match.operation === undefined || match.operation === operation.id) &&
    (match.path === undefined || fitsPath(match.path, path))
  )
}

/** A pattern that starts with a slash is a prefix, anything else a regular expression. */
const fitsPath = (pattern: string, path: string): boolean =>
  pattern.startsWith('/') ? path.startsWith(pattern) : new RegExp(pattern).test(path)

const mishap = (fault: FaultName, when: Fault['when'] = 'after', seconds = 0): Mishap => ({
  fault,
  when,
  seconds,
  location: '',
})

/** Words in a server or port name that make a purchase go wrong: faults for hands rather than for tests. */
const sentinels: Record<string, Mishap> = {
  'fail-500': mishap('status-500', 'before'),
  'fail-504': mishap('status-504'),
  'fail-cut': mishap('reset'),
  'fail-hang': mishap('hang'),
  'fail-slow': mishap('slow', 'after', 5),
  'fail-json': mishap('malformed-json'),
  'fail-401': mishap('bad-signature'),
  'fail-429': mishap('throttled'),
}

/** The mishap that a purchase or a change asks for by name, if any. */
export function sentinelIn(body: unknown): Mishap | undefined {
  const names = namesIn(body)
  return Object.entries(sentinels).find(([word]) => names.some((name) => name.includes(word)))?.[1]
}

/** Whether a purchase carries a word in its server name or in a port name. */
export const carriesSentinel = (body: unknown, word: string): boolean =>
  namesIn(body).some((name) => name.includes(word))

function namesIn(body: unknown): string[] {
  if (!isRecord(body)) return []
  const ports: unknown[] = Array.isArray(body['ports']) ? body['ports'] : []
  return [body['server_name'], ...ports.map((port) => (isRecord(port) ? port['name'] : undefined))].filter(
    (name) => typeof name === 'string',
  )
}

/** A reply whose every list is empty and every count 0. */
export function emptied(body: unknown): unknown {
  if (!isRecord(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (Array.isArray(value)) return [name, []]
      return [name, /^(count|total|total_count)$/.test(name) ? 0 : value]
    }),
  )
}
