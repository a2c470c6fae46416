import { regionsOf, regionsWithoutOwnIam } from './regions.ts'

export type Site = 'china' | 'international' | 'europe'
export type RegionalService = keyof typeof regionsOf
export type GlobalService = 'iam' | 'bss' | 'eps'
export type Service = RegionalService | GlobalService

export const globalServices: readonly Service[] = ['iam', 'bss', 'eps']

export const isService = (name: string): name is Service =>
  Object.hasOwn(regionsOf, name) || globalServices.some((service) => service === name)

/** The person or the environment asked for an endpoint that this console does not know or does not allow. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError'
}

/** Host names where they differ from the service's own name: public addresses live with VPC, key pairs with KMS. */
const hostNames: Partial<Record<Service, string>> = { eip: 'vpc', kps: 'kms' }

const billingHosts = {
  china: 'bss.myhuaweicloud.com',
  international: 'bss-intl.myhuaweicloud.com',
  europe: 'bss.myhuaweicloud.eu',
} as const satisfies Record<Site, string>

/** Regions whose projects are managed by an own enterprise-project host. */
const regionalEps: readonly string[] = ['my-kualalumpur-1', 'ru-moscow-1']

/**
 * The base URL (no slash at the end) for a service of an account, from the compiled list.
 *
 * @param override one base URL for all services (a pretend cloud); taken only when `allowedOverrides` holds the same origin
 * @throws EndpointError when the region has no such service, or the override is not allowed
 */
export function endpointFor(
  account: { readonly site: Site; readonly region: string },
  service: Service,
  override?: string,
  allowedOverrides: readonly string[] = [],
): string {
  if (override !== undefined) return allowedOrigin(override, allowedOverrides)
  return `https://${hostFor(account, service)}`
}

function hostFor({ site, region }: { readonly site: Site; readonly region: string }, service: Service): string {
  switch (service) {
    case 'bss':
      return billingHosts[site]
    case 'iam':
      requireRegion(region, allRegions, service)
      if (region === 'eu-west-101') return 'iam.eu-west-101.myhuaweicloud.eu'
      return regionsWithoutOwnIam.includes(region) ? 'iam.myhuaweicloud.com' : `iam.${region}.myhuaweicloud.com`
    case 'eps':
      requireRegion(region, allRegions, service)
      if (region === 'eu-west-101') return 'eps.eu-west-101.myhuaweicloud.eu'
      return regionalEps.includes(region) ? `eps.${region}.myhuaweicloud.com` : 'eps.myhuaweicloud.com'
    default:
      requireRegion(region, regionsOf[service], service)
      return `${hostNames[service] ?? service}.${region}.myhuaweicloud.com`
  }
}

/**
 * The regions that an account of a site can be in. The European site has its own region and no other; which of the rest an
 * account may use is the vendor's to say.
 */
export const regionsOfSite = (site: Site): string[] =>
  allRegions.filter((region) => (region === europe) === (site === 'europe')).toSorted()

const europe = 'eu-west-101'

const allRegions: readonly string[] = [...new Set(Object.values(regionsOf).flat())]

function requireRegion(region: string, regions: readonly string[], service: Service): void {
  if (!regions.includes(region)) throw new EndpointError(`There is no ${service} endpoint in region ${region}.`)
}

function allowedOrigin(override: string, allowed: readonly string[]): string {
  const wanted = originOf(override)
  if (wanted !== undefined && allowed.some((each) => originOf(each) === wanted)) return wanted
  throw new EndpointError('This endpoint is not on the list of allowed endpoints.')
}

/** The origin of a bare http(s) base URL; undefined when it holds a path, a query, a user or anything else. */
function originOf(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === ''
  return isBare ? url.origin : undefined
}
