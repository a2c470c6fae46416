import type { own as facts } from '../../facts/own.ts'
import type { Meanings } from '../../fact.ts'

export const own: Meanings<typeof facts> = {
  'client.no_answer': 'The connection was cut before an answer came. The cloud may have carried the call out.',
  'client.not_proven':
    'What answered at the cloud’s address did not prove with its certificate that it is the cloud. Nothing was sent.',
  'client.timed_out': 'No answer came in time. The cloud may have carried the call out.',
  'client.unreadable': 'An answer came that is not one the cloud documents. The call may have been carried out.',
  'client.cancelled': 'The console broke off a question of its own, because nobody waited for the answer any more.',
  'client.busy': 'More calls of this kind wait than the cloud allows in half a minute. This one was not sent.',
  'client.write_needs_access_key': 'A change was to be made with an account that has no access key. Nothing was sent.',
  'HTTP.300-399': 'Something on the way sent the console elsewhere instead of answering. The console does not follow.',
  'HTTP.400': 'The cloud did not take the call and gave no code for it.',
  'HTTP.401': 'The cloud does not accept the key or token, and gave no code for it.',
  'HTTP.403': 'The cloud does not allow this to the user of the console’s key, and gave no code for it.',
  'HTTP.404': 'The cloud has no such thing, or no longer, and gave no code for it.',
  'HTTP.408': 'The cloud waited too long for the call. Whether it took it is not known.',
  'HTTP.409': 'What was asked for contradicts what is being done at the moment. The cloud gave no code for it.',
  'HTTP.429': 'The cloud is slowing calls down and gave no code for it.',
  'HTTP.402,405-407,410-428,430-499':
    'The cloud, or something on the way to it, did not take the call and gave no code for it.',
  'HTTP.500-599':
    'The cloud, or something on the way to it, failed and gave no code for it. The call may have been carried out.',
}
