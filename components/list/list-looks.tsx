'use client'

import { createContext, useMemo, type ReactNode } from 'react'

type Looks = { personId: string; stored: Readonly<Record<string, string>> }

export const LooksContext = createContext<Looks>({ personId: '', stored: {} })

/** Whose looks of lists are kept, and what their cookies said when the server drew the page, by name. */
export function ListLooks({ personId, stored, children }: Looks & { children: ReactNode }) {
  const looks = useMemo(() => ({ personId, stored }), [personId, stored])
  return <LooksContext value={looks}>{children}</LooksContext>
}
