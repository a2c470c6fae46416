import type { workspace as facts } from '../../facts/workspace.ts'
import type { Meanings } from '../../fact.ts'

export const workspace: Meanings<typeof facts> = {
  'WKS.0001': 'The call reached the desktop service without its content, or named a desktop pool that does not exist.',
  'WKS.0202': 'The organisational unit does not exist. The cloud reports this as an error of its own.',
  'WKS.0407': 'Disks are still being added to this desktop.',
  'WKS.0915': 'The organisational unit to be deleted does not exist. The cloud reports this as an error of its own.',
  'WKS.00000003': 'The opening of Workspace stopped halfway: the data of its job cannot be read.',
  'WKS.00000405': 'The desktop service does not take this kind of call at this address.',
  'WKS.00000415': 'The desktop service does not take the form in which the call was written.',
  'WKS.00010032':
    'The desktop is in a state that forbids this: something runs on it, or an order of it is open. The cloud’s text names the state.',
  'WKS.00010099': 'Workspace is not open for this cloud account in this region.',
  'WKS.00010109': 'A desktop was to have a name of its own, and none was given.',
  'WKS.00010110': 'A desktop got no valid IP address.',
  'WKS.00010306': 'The flag for self-service backup does not suit the operating system of the desktop.',
  'WKS.00010315': 'This desktop does not support self-service backup.',
  'WKS.00010321': 'The cloud could not store the flag for self-service backup.',
  'WKS.00050902': 'The desktop service is not available for a moment. Whether it took the call is not known.',
  'WKS.00081101': 'A policy group of this name exists already.',
  'WKS.00081102':
    'The user of the console’s key has no right to this desktop or call. The vendor also uses the code for a basic policy group that cannot be deleted.',
  'WKS.00081103': 'The template of a policy group does not exist.',
  'WKS.00081104': 'The policy group does not exist.',
  'WKS.00081105': 'No further policy group can be made: the limit is reached.',
  'WKS.00129901,00139901,00149901,00169901':
    'The application servers of Workspace did not understand the call, or are not available. Jobs carry this code as well.',
  'WKS.00131104': 'No further application group can be made: the limit is reached.',
  'WKS.00131105': 'A group of shared application servers takes only one application group.',
  'WKS.00170117': 'The desktop service does not know this customer in this region.',
  'WKS.00170208': 'The group of desktop users does not exist.',
  'WKS.00170312': 'The desktop service does not know this customer in this region.',
  'WKS.00211102': 'A value of the call is not one the desktop service takes. The cloud’s text names it.',
  'WKS.00211103':
    'What was asked for contradicts what the desktop is, or what is being done to it: its billing mode, its pool, its host, an open order.',
  'WKS.00211302': 'The desktop service does not accept the identity of the caller.',
  'WKS.00211401':
    'The desktop service failed to carry the change out. As the answer to a call: whether it did anything is not known.',
  'WKS.00211902': 'The cloud has no such desktop, disk, product or job, or no longer.',
}
