'use client'

import { createContext, use } from 'react'

type Wizard = {
  /** Opens a step to change one answer; its Next then leads back to the review. */
  change: (step: string, field?: string) => void
}

export const WizardContext = createContext<Wizard>({ change: () => undefined })

export const useWizard = () => use(WizardContext)
