import type { Way } from './ways.ts'

/** Message key: what is to be known of the price; only a host may be paid back for. */
export const priceNoteOf = (way: Way | undefined): string =>
  way === 'host' ? 'change-desktop.priceNote.host' : 'change-desktop.priceNote.order'
