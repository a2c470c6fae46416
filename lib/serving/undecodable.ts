import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isDecodable } from '../decodable-path.ts'

/** Where nothing is. */
const nowhere = '/undecodable'

/**
 * Has addresses whose path cannot be decoded answered like any other at which nothing is. Next fails at them, with a 500, before
 * `proxy.ts` or a page is asked. Call it once, before the process answers anything.
 */
export function leadUndecodableNowhere(): void {
  subscribe('http.server.request.start', (message) => {
    // Node documents what it announces there.
    const { request } = message as { request: IncomingMessage }
    const [path = ''] = (request.url ?? '').split('?')
    if (!isDecodable(path)) request.url = nowhere
  })
}
