import type { WriteAnswer } from './answer.ts'
import type { Identity, ReadCall, TextLanguage, WriteCall } from './call.ts'
import type { Service } from './endpoints.ts'
import type { PreparedWrite } from './prepared-write.ts'
import type { AccessKey } from './signer.ts'
import type { Password } from './token.ts'

/** An access key reads and writes; an IAM user and password only reads, since a token outlives the attempt. */
export type Credentials = ({ readonly kind: 'access_key' } & AccessKey) | ({ readonly kind: 'password' } & Password)

/** What may be logged of a call: no query, no header, no body. */
export type CallRecord = {
  readonly api: string
  readonly service: Service
  readonly method: string
  readonly path: string
  readonly at: Date
  readonly durationMs: number
  /** Counts from 1; writes have only one. */
  readonly attempt: number
  readonly outcome: WriteAnswer['kind'] | 'answered' | 'failed'
  readonly httpStatus: number | undefined
  readonly errorCode: string | undefined
  readonly requestId: string | undefined
}

export type TransportOptions = Identity & {
  readonly credentials: () => Promise<Credentials>
  /** Base URL of a service, from `endpointFor`. */
  readonly resolve: (service: Service) => string
  readonly clock: { now(): Date }
  /** Shared budget of the account: waits until the API may be called. */
  readonly limiter?: { take(call: Pick<ReadCall, 'api' | 'service'>): Promise<void> }
  readonly onCall?: (record: CallRecord) => void
  readonly language?: TextLanguage
  readonly connectTimeoutMs?: number
  readonly answerTimeoutMs?: number
  /** Attempts of a read in all; 1 switches retries off. */
  readonly attemptsMax?: number
  readonly pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export type ReadAnswer = { readonly body: unknown; readonly httpStatus: number; readonly requestId: string | undefined }

export type SendOptions = {
  /** Latest moment for the first byte, by the transport's clock. */
  readonly deadline?: Date
  /** Asked right before the first byte; false keeps the write from being sent. */
  readonly beforeBytes?: () => boolean
}

/** A cloud account as seen by the services. */
export type Cloud = Identity & {
  /**
   * Asks until answered: throttling, 5xx and broken connections are repeated with growing pauses, wrong credentials
   * never.
   *
   * @throws CloudError
   */
  read(call: ReadCall, options?: { readonly signal?: AbortSignal }): Promise<ReadAnswer>
  /**
   * Signs a write, once. Waits for the limiter first, so that the signature is fresh.
   *
   * @throws CloudError `client.write_needs_access_key` in password mode
   */
  prepareWrite(call: WriteCall): Promise<PreparedWrite>
  /** Sends a prepared write, at most once, and says what is known. Throws only when it was sent before. */
  sendWrite(prepared: PreparedWrite, options?: SendOptions): Promise<WriteAnswer>
  /** Closes the kept connections. */
  close(): void
}
