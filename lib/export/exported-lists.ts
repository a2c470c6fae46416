/** Every list that can be exported, by its name in the address of its page. */
export const exportedLists = [
  'orders',
  'jobs',
  'requests',
  'phone-servers',
  'desktops',
  'servers',
  'expiring',
  'audit',
] as const
export type ExportedList = (typeof exportedLists)[number]

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]
