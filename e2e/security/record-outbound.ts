import { appendFileSync } from 'node:fs'
import net from 'node:net'

// Loaded before a program of the console: writes down each address that it opens a connection to, once. Everything in Node that
// connects ends at this method, TLS and `fetch` as well.

const file = process.env['OUTBOUND_LOG']
const seen = new Set<string>()

function record(place: string): void {
  if (file === undefined || seen.has(place)) return
  seen.add(place)
  appendFileSync(file, `${process.argv[1] ?? ''}\t${place}\n`)
}

/** Where to, of what `connect` takes: options, or a port and a host, or the list that Node itself makes of them. */
function placeOf([first, second]: unknown[]): string {
  const given: unknown = Array.isArray(first) ? first[0] : first
  if (typeof given !== 'object' || given === null)
    return typeof given === 'string' && Number.isNaN(Number(given))
      ? given
      : `${typeof second === 'string' ? second : 'localhost'}:${String(given)}`
  if ('path' in given && typeof given.path === 'string') return given.path
  const host = 'host' in given && typeof given.host === 'string' ? given.host : 'localhost'
  return `${host}:${'port' in given ? String(given.port) : ''}`
}

const connect = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')?.value
Object.defineProperty(net.Socket.prototype, 'connect', {
  configurable: true,
  writable: true,
  value(this: net.Socket, ...args: unknown[]): unknown {
    record(placeOf(args))
    return Reflect.apply(connect, this, args)
  },
})
