import type { Role } from './permissions.ts'

/** The people of the demo, by the one role each holds. They are refused outside demo mode. */
export const demoPeople = [
  { role: 'admin', email: 'admin@demo.test', name: 'Mei Lin' },
  { role: 'reviewer', email: 'reviewer@demo.test', name: 'Jonas Berg' },
  { role: 'support', email: 'support@demo.test', name: 'Sara Okafor' },
  { role: 'owner', email: 'owner@demo.test', name: 'Wang Fang' },
] as const satisfies { role: Role; email: string; name: string }[]

/** No secret: it is printed by the demo and shown on its sign-in page. */
export const demoPassword = 'countersign-demo'

/** The addresses of the demo's people end in this, and nobody else's do. */
export const isDemoEmail = (email: string): boolean => email.endsWith('@demo.test')
