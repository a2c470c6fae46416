import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { CloudError } from '../gateway/cloud-error.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false })

/** A guard for the body of a control call. */
export const controlSchema = <T>(
  properties: Record<string, object>,
  required: (keyof T & string)[] = [],
): ValidateFunction<T> => ajv.compile<T>({ type: 'object', additionalProperties: false, properties, required })

/** The body, or 400 with what is wrong with it. */
export function controlBody<T>(guard: ValidateFunction<T>, body: unknown): T {
  if (guard(body)) return body
  const [issue] = guard.errors ?? []
  throw new CloudError(
    400,
    'CONTROL.0002',
    `${issue?.instancePath || 'body'} ${issue?.message ?? 'is invalid'} ${JSON.stringify(issue?.params ?? {})}`,
  )
}
