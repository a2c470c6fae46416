/** The lists that views can be kept of; the name is the list's path. */
export const viewLists = ['orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers', 'audit'] as const
export type ViewList = (typeof viewLists)[number]

export const densities = ['normal', 'compact'] as const
