import type { ErrorShape } from '../contract.ts'

/** A refusal in the cloud's words; the pipeline writes it in the shape of the service that was asked. */
export class CloudError extends Error {
  readonly status: number
  readonly code: string
  /** An order that exists although the call was refused. */
  readonly orderId: string | undefined

  constructor(status: number, code: string, message: string, orderId?: string) {
    super(message)
    this.name = 'CloudError'
    this.status = status
    this.code = code
    this.orderId = orderId
  }
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
}

const novaKeys: Record<number, string> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
}

/** The body of a refusal. Gateway codes have the gateway's shape whatever the service. */
export function errorBody(error: CloudError, shape: ErrorShape, requestId: string): unknown {
  const { status, code, message } = error
  const flat = { error_code: code, error_msg: message, request_id: requestId }
  if (code.startsWith('APIGW.')) return flat
  switch (shape) {
    case 'flat':
      return flat
    case 'detailed':
      return { error_code: code, error_msg: message, error_detail: '' }
    case 'nested':
      return { error: { code, message } }
    case 'short':
      return { code, message }
    case 'iam':
      return { error: { code: status, message, title: titles[status] ?? 'Error' } }
    case 'nova':
      return { [novaKeys[status] ?? 'computeFault']: { message, code: status } }
  }
}
