import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Cloud } from '../cloud.ts'
import { issuesOf } from '../contract.ts'
import { numeral, text } from '../reading.ts'
import type { Project } from '../world/account.ts'
import type { Caller } from './authenticate.ts'
import type { CloudError } from './cloud-error.ts'

/** One authenticated call, as a handler sees it. */
export type Call = {
  cloud: Cloud
  caller: Caller
  /** The project of the path; for global services the caller's first one. */
  project: Project
  params: Record<string, string>
  query: Record<string, unknown>
  /** All raw query pairs, for parameters that may be repeated. */
  pairs: [name: string, value: string][]
  body: unknown
  headers: Record<string, string>
  requestId: string
  at: number
  language: 'zh' | 'en'
}

export type Reply = {
  status: number
  body?: unknown
  headers?: Record<string, string>
  orderId?: string
  jobId?: string
}

export type Handler = (call: Call) => Reply

export const ok = (body: unknown): Reply => ({ status: 200, body })

export const queryText = (call: Call, name: string): string | undefined => text(call.query[name])

export const queryNumber = (call: Call, name: string): number | undefined => numeral(call.query[name])

/** All values of a repeated parameter. */
export const queryList = (call: Call, name: string): string[] =>
  call.pairs.filter(([given]) => given === name).map(([, value]) => value)

/** The body as the contract describes it; throws what `refuse` makes of the first violation. */
export function readBody<T>(
  call: Call,
  guard: ValidateFunction<T>,
  refuse: (issues: ReturnType<typeof issuesOf>) => CloudError,
): T {
  const body = call.body
  if (guard(body)) return body
  throw refuse(issuesOf(guard))
}
