import type { Facts } from '../fact.ts'

/** Codes that only the pretend cloud uses, where the vendor documents none. People of the demo meet them. */
export const pretend = {
  'CPS.9001': ['no', 'requester', 'otherDisks', 400],
  'CPS.9002': ['no', 'owner', 'reportConsole', 400],
  'CPS.9003': ['no', 'requester', 'askAgain', 400],
  'EPS.0001': ['no', 'owner', 'reportConsole', 400],
  'EPS.0004': ['no', 'cloud_admin', 'enterpriseProject', 404],
  'IAM.0001': ['no', 'owner', 'reportConsole', 400],
  'IAM.0003': ['no', 'cloud_admin', 'grantRight', 403],
  'IAM.0011': ['no', 'owner', 'reportConsole', 400],
  'KPS.0001': ['no', 'owner', 'reportConsole', 400],
  'KPS.0002': ['no', 'cloud_admin', 'grantRight', 403],
  'KPS.0005': ['no', 'requester', 'otherKeyPair', 404],
  'VPC.0002': ['no', 'cloud_admin', 'grantRight', 403],
  'VPC.0501': ['no', 'owner', 'reportConsole', 400],
} as const satisfies Facts
