'use client'

import { later } from '#components/shell/later.tsx'

export const WizardLater = later(async () => (await import('./wizard.tsx')).Wizard)
