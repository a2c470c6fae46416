import { randomBytes } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Eight random characters (40 bits) by which one purchase is found again in the cloud. Never used twice. */
export const newMark = (): string => Array.from(randomBytes(8), (byte) => alphabet.charAt(byte % 32)).join('')
