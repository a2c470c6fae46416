import type { advice } from './words/en/advice.ts'

/** Whether the same may be tried again. `look`: it may have been carried out, so orders and resources come first. */
export const retries = ['yes', 'wait', 'look', 'no'] as const
export type Retry = (typeof retries)[number]

/** Who can do something about it. `nobody`: it passes by itself. */
export const fixers = ['requester', 'owner', 'cloud_admin', 'vendor', 'nobody'] as const
export type Fixer = (typeof fixers)[number]

export const bookServices = ['cph', 'workspace', 'ecs', 'bss', 'gateway', 'network', 'console'] as const
export type BookService = (typeof bookServices)[number]

/** The HTTP statuses a code comes with end the row; none where the vendor does not say. */
export type Fact = readonly [retry: Retry, fixer: Fixer, advice: keyof typeof advice, ...httpStatuses: number[]]

/** By code. Codes that share one row are listed after the common prefix: `CBC.0150,0156`, `CPS.1000-1027,1029-1073`. */
export type Facts = Readonly<Record<string, Fact>>

/** One language's words for what each row of `Source` means. */
export type Meanings<Source extends Facts> = { readonly [Code in keyof Source]: string }
