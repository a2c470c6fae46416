/**
 * What can be wrong with the chain: a row that says something else than it did; one that is gone; a place that is; a row that
 * never got its place; an end before a head that was seen; another hash where a head was seen.
 */
export const chainFaults = ['changed', 'removed', 'gap', 'unlinked', 'shortened', 'replaced'] as const
export type ChainFault = (typeof chainFaults)[number]
