'use server'

import { action } from '#lib/action.ts'
import { ResumePurchases, resumePurchases } from '#lib/requests/purchases.ts'

export const resumeAll = action('purchases.resume', ResumePurchases, resumePurchases)
