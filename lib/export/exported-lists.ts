/** Every list that can be exported, by the name that the address of its page ends with; `groups` stand beside the people. */
export const exportedLists = [
  'orders',
  'jobs',
  'requests',
  'phone-servers',
  'desktops',
  'servers',
  'expiring',
  'audit',
  'people',
  'groups',
  'accounts',
  'errors',
] as const
export type ExportedList = (typeof exportedLists)[number]

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]
