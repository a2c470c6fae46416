/**
 * The address that a request came from. `forwarded` is its `X-Forwarded-For`, to which each of our `proxies` adds the
 * address it heard from: what stands further left was written by the browser and is not believed. Empty when unknown.
 */
export const clientAddress = (forwarded: string, proxies: number): string =>
  forwarded.split(',').at(-proxies)?.trim().slice(0, 45) ?? ''
