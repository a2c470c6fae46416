import type { network as facts } from '../../facts/network.ts'
import type { Meanings } from '../../fact.ts'

export const network: Meanings<typeof facts> = {
  'EPS.0003': 'The user of the console’s key may not see enterprise projects.',
  'VPC.0101': 'A value of the call is not one the network service takes.',
  badRequest: 'The compute service did not understand the call.',
  forbidden: 'The user of the console’s key has no right to this in the compute service.',
  itemNotFound: 'The compute service has no such thing, or no longer.',
  conflictingRequest: 'Something of this name exists already, or it is being changed.',
}
