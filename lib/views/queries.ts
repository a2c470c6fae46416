import { queryOptions } from '@tanstack/react-query'
import { readRoute } from '../read-route.ts'
import type { ActionResult } from '../result.ts'
import type { RenameView, SaveView, ShareView, ViewId } from './save.ts'
import type { ViewList } from './view-lists.ts'

export type SavedView = {
  id: string
  list: ViewList
  name: string
  /** Filters and sort, as the list's address has them: `status=unpaid&sort=-amount`. */
  query: string
  /** Which columns are shown and hidden, as the look of a list is written. */
  columns: string
  density: 'normal' | 'compact'
  isShared: boolean
  isMine: boolean
  /** Whose it is. */
  by: string
}

export type Views = {
  views: SavedView[]
  /** Why the person cannot share one; null where they can. */
  shareDenial: string | null
}

export type ViewActions = {
  save: (input: SaveView) => Promise<ActionResult<{ id: string }>>
  rename: (input: RenameView) => Promise<ActionResult<{ id: string }>>
  share: (input: ShareView) => Promise<ActionResult<{ id: string }>>
  remove: (input: ViewId) => Promise<ActionResult<{ id: string }>>
}

export const viewsQuery = () =>
  queryOptions({
    queryKey: ['views'] as const,
    queryFn: ({ signal }) => readRoute<Views>('/api/views', {}, signal),
  })
