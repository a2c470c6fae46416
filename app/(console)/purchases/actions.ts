'use server'

import { action, boundAction } from '#lib/action.ts'
import { ResumePurchases, resumePurchases, StopPurchases, stopPurchases } from '#lib/requests/purchases.ts'

export const stopAll = action('purchases.stop', StopPurchases, stopPurchases)
export const resumeAll = boundAction('purchases.resume', ResumePurchases, resumePurchases)
