import type { Role } from './permissions.ts'

/**
 * The people of the demo, by the one role each holds. They are refused outside demo mode. There are two owners, since a
 * second one confirms roles that spend or approve.
 */
export const demoPeople = [
  { role: 'admin', email: 'admin@demo.test', name: 'Mei Lin' },
  { role: 'reviewer', email: 'reviewer@demo.test', name: 'Jonas Berg' },
  { role: 'support', email: 'support@demo.test', name: 'Sara Okafor' },
  { role: 'owner', email: 'owner@demo.test', name: 'Wang Fang' },
  { role: 'owner', email: 'owner2@demo.test', name: 'Ines Duarte' },
] as const satisfies { role: Role; email: string; name: string }[]

/** No secret: it is printed by the demo and shown on its sign-in page. */
export const demoPassword = 'countersign-demo'

/** The addresses of the demo's people end in this, and nobody else's do. */
export const isDemoEmail = (email: string): boolean => email.endsWith('@demo.test')
