'use client'

import { createContext, useMemo, type ReactNode } from 'react'
import type { ViewActions } from '#lib/views/queries.ts'

type Looks = { personId: string; stored: Readonly<Record<string, string>>; actions: ViewActions | undefined }

export const LooksContext = createContext<Looks>({ personId: '', stored: {}, actions: undefined })

type Props = Looks & { children: ReactNode }

/**
 * Whose looks of lists are kept, what their cookies said when the server drew the page, by name, and what can be done with
 * saved views.
 */
export function ListLooks({ personId, stored, actions, children }: Props) {
  const looks = useMemo(() => ({ personId, stored, actions }), [personId, stored, actions])
  return <LooksContext value={looks}>{children}</LooksContext>
}
