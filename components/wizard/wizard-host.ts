'use client'

import { createContext, use } from 'react'
import type { Draft } from '#lib/drafts/read.ts'
import type { SavedDraft } from '#lib/drafts/save.ts'
import type { AccountToAsk } from '#lib/inventory/accounts-to-ask.ts'
import type { ActionResult } from '#lib/result.ts'

type ServerAction<T> = (input: unknown) => Promise<ActionResult<T>>

/** What the page gives to the wizard of any operation. */
export type WizardProps = {
  accounts: AccountToAsk[]
  /** The form as it opens, and as it is now: the same, or a restored draft. */
  start: Record<string, unknown>
  values: Record<string, unknown>
  draft: Omit<Draft, 'content'> | null
  /** The revision of a draft about something else, which this form takes the place of; 0: there is none. */
  replaced: number
  actions: {
    submit: ServerAction<{ id: string; number: number }>
    saveDraft: ServerAction<SavedDraft>
    discardDraft: ServerAction<{ discarded: number }>
  }
}

type Host = {
  accounts: AccountToAsk[]
  /** Why it is needed, for the reviewer; not part of what is sent to the cloud. */
  reason: string
  setReason: (reason: string) => void
}

export const HostContext = createContext<Host>({ accounts: [], reason: '', setReason: () => undefined })

/** The accounts there are to choose from, and what the whole wizard shares. */
export const useHost = () => use(HostContext)
