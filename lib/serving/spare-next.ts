import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import { isDecodable } from '../decodable-path.ts'

/** Where nothing is. */
const nowhere = '/undecodable'

/** What the platform makes no request of, and Next makes one of each that comes. */
const unknownMethods = ['CONNECT', 'TRACE', 'TRACK']

/** Where a browser says what it has of a page, so that it is sent the rest. */
const stateHeader = 'next-router-state-tree'

/**
 * Keeps from Next what it fails at with a 500, and a stack in the log, before `proxy.ts` or a page is asked: addresses whose path
 * cannot be decoded, or is none, are answered like any other at which nothing is, methods that the platform does not know like
 * others that nobody uses, and a state that no browser has like none. Call it once, before the process answers anything.
 */
export function spareNext(): void {
  subscribe('http.server.request.start', (message) => {
    // Node documents what it announces there.
    const { request } = message as { request: IncomingMessage }
    const [path = ''] = (request.url ?? '').split('?')
    if (!isDecodable(path) || path === '*') request.url = nowhere
    if (unknownMethods.includes(request.method ?? '')) request.method = 'OPTIONS'
    if (!isState(request.headers[stateHeader])) delete request.headers[stateHeader]
  })
}

function isState(sent: string | string[] | undefined): boolean {
  if (sent === undefined) return true
  try {
    parseAndValidateFlightRouterState(sent)
    return true
  } catch {
    return false
  }
}
