import type { Facts } from '../fact.ts'

/** Network, enterprise projects and the older compute calls (signing-and-auth.md §3.1 and §3.5, network-and-lookup.md §3.1). */
export const network = {
  'EPS.0003': ['no', 'cloud_admin', 'grantRight', 403],
  'VPC.0101': ['no', 'owner', 'reportConsole', 400],
  badRequest: ['no', 'owner', 'reportConsole', 400],
  forbidden: ['no', 'cloud_admin', 'grantRight', 403],
  itemNotFound: ['no', 'requester', 'lookAtResource', 404],
  conflictingRequest: ['no', 'requester', 'otherName', 409],
} as const satisfies Facts
