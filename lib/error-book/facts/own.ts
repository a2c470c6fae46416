import type { Facts } from '../fact.ts'

/** Codes of the console itself: no answer that could be read, or one without a code (lib/cloud/errors.ts). */
export const own = {
  'client.no_answer': ['look', 'nobody', 'lookFirst'],
  'client.not_proven': ['wait', 'owner', 'checkLine'],
  'client.timed_out': ['look', 'nobody', 'lookFirst'],
  'client.unreadable': ['look', 'nobody', 'lookFirst'],
  'client.cancelled': ['yes', 'nobody', 'nothing'],
  'client.busy': ['wait', 'nobody', 'slowDown'],
  'client.write_needs_access_key': ['no', 'owner', 'accessKey'],
  'HTTP.300-399': ['look', 'owner', 'reportConsole'],
  'HTTP.400': ['no', 'owner', 'reportConsole'],
  'HTTP.401': ['no', 'owner', 'checkKey'],
  'HTTP.403': ['no', 'cloud_admin', 'grantRight'],
  'HTTP.404': ['no', 'requester', 'lookAtResource'],
  'HTTP.408': ['look', 'nobody', 'lookFirst'],
  'HTTP.409': ['wait', 'requester', 'waitIdle'],
  'HTTP.429': ['wait', 'nobody', 'slowDown'],
  'HTTP.402,405-407,410-428,430-499': ['no', 'owner', 'reportConsole'],
  'HTTP.500-599': ['look', 'nobody', 'lookFirst'],
} as const satisfies Facts
