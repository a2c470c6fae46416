import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'

/** Hosts of the compiled list. Only these must resolve to public addresses; an allowed override may be anywhere. */
const vendorHost = /\.myhuaweicloud\.(com|eu)$/

const notPublic = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  // Among them the old way of writing an IPv4 address as an IPv6 one.
  ['::', 96],
  // Ways through to IPv4 addresses, which are judged nowhere: NAT64, Teredo and 6to4.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['100::', 64],
  ['fec0::', 10],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv6')
}

/** Whether the address is reachable from the open Internet; IPv4 inside IPv6 is judged as IPv4. */
export function isPublicAddress(address: string): boolean {
  return !notPublic.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * DNS look-up that refuses to lead a vendor host name to a private, link-local or carrier address, so that a poisoned
 * resolver (`lookup`) cannot point signed calls inwards. The connection goes to the very address judged here.
 */
export const guarded =
  (lookup: SystemLookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, [])
      if (vendorHost.test(hostname) && !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new Error(`${hostname} resolves to an address that is not public`), [])
      }
      const [first] = addresses
      if (options.all === true || first === undefined) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }

/** The same, of the resolver of this machine. */
export const guardedLookup: LookupFunction = guarded(systemLookup)

/** The part of `dns.lookup` that finds all addresses of a name. */
export type SystemLookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void
