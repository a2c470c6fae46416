import type { pretend as facts } from '../../facts/pretend.ts'
import type { Meanings } from '../../fact.ts'

export const pretend: Meanings<typeof facts> = {
  'CPS.9001':
    'Disks are missing, or their kind or size is not one the cloud takes. The pretend cloud uses this code because the vendor documents none.',
  'CPS.9002': 'The call has a field that the vendor does not document. The pretend cloud uses this code.',
  'CPS.9003':
    'The availability zone does not exist here or is closed. The pretend cloud uses this code because the vendor documents none.',
  'EPS.0001':
    'A value of the call is not one the service of enterprise projects takes. The pretend cloud uses this code.',
  'EPS.0004': 'The enterprise project does not exist. The pretend cloud uses this code.',
  'IAM.0001': 'A value of the call is not one the identity service takes. The pretend cloud uses this code.',
  'IAM.0003': 'The user of the console’s key lacks a right in the identity service. The pretend cloud uses this code.',
  'IAM.0011': 'The identity service did not understand the call. The pretend cloud uses this code.',
  'KPS.0001': 'A value of the call is not one the key pair service takes. The pretend cloud uses this code.',
  'KPS.0002': 'The user of the console’s key may not see key pairs. The pretend cloud uses this code.',
  'KPS.0005': 'The key pair does not exist. The pretend cloud uses this code.',
  'VPC.0002': 'The user of the console’s key may not see networks. The pretend cloud uses this code.',
  'VPC.0501': 'A value of the call is not one the service of public addresses takes. The pretend cloud uses this code.',
}
