import type { Cloud } from '../cloud.ts'
import type { Operation } from '../contract.ts'
import { CloudError } from './cloud-error.ts'
import type { Gateway } from './gateway.ts'

/** A token bucket of one second per key and API, in real time. Throws 429 in the words of the service. */
export function throttle(cloud: Cloud, gateway: Gateway, operation: Operation, key: string): void {
  const limit = cloud.options.throttlePerSecond
  if (limit <= 0) return
  const now = cloud.clock.wall()
  const name = `${key} ${operation.id}`
  const bucket = gateway.buckets.get(name) ?? { tokens: limit, filledAt: now }
  bucket.tokens = Math.min(limit, bucket.tokens + ((now - bucket.filledAt) / 1000) * limit)
  bucket.filledAt = now
  gateway.buckets.set(name, bucket)
  if (bucket.tokens < 1) throw throttled(operation, limit)
  bucket.tokens -= 1
}

/** The 429 of a service; there is no Retry-After, as none is documented. */
export const throttled = (operation: Operation, limit: number): CloudError =>
  operation.service === 'bss'
    ? new CloudError(429, 'CBC.0250', 'The number of requests exceeds the limit.')
    : new CloudError(
        429,
        'APIGW.0308',
        `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 second`,
      )
