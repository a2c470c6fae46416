import type { ReactNode } from 'react'
import type { IconName } from '#components/ui/icon-names.ts'

/** A row of the search: leads somewhere, or does something and leaves the search open. */
export type Entry = {
  id: string
  icon: IconName
  title: string
  detail?: string | undefined
  /** Its state, at the end of the row. */
  aside?: ReactNode
} & ({ href: string } | { onSelect: () => void })

export type EntryGroup = { id: string; title: string; entries: Entry[] }
