'use server'

import { action } from '#lib/action.ts'
import { ResumePurchases, resumePurchases, StopPurchases, stopPurchases } from '#lib/requests/purchases.ts'

export const stopAll = action('purchases.stop', StopPurchases, stopPurchases)
export const resumeAll = action('purchases.resume', ResumePurchases, resumePurchases)
