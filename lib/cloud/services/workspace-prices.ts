import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { Amount, amountOf } from './amount.ts'
import { ask, type AskOptions, Flag, flagOf, Text, textOf } from './ask.ts'
import { Rating, rateOf } from './bss-account.ts'

/** What a change of prepaid desktops costs, for the rest of their term. */
export type ChangePrice = {
  /** Hundredths of the currency unit: above nought to be paid, below nought given back. */
  readonly amountMinor: number
  /** The same before discounts. */
  readonly officialAmountMinor: number
  readonly currency: string
  readonly discountName: string | undefined
}

/** Desktops of the same kind, 1–100: ordinary ones and those of a pool are never asked for together. */
const desktopsPerInquiryMax = 100

/** A refund comes in another form than a price, with an amount that holds cash, vouchers and stored value. */
const Refund = z.looseObject({ amount: Amount, original_amount: Amount, currency: Text })
const ResizePrice = z
  .looseObject({
    is_upgrade: Flag,
    batch_inquiry_rsp_when_upgrade: Rating.nullish(),
    batch_inquiry_rsp_when_downgrade: Refund.nullish(),
  })
  .refine(
    ({ is_upgrade, batch_inquiry_rsp_when_upgrade: price, batch_inquiry_rsp_when_downgrade: refund }) =>
      flagOf(is_upgrade) ? price !== null && price !== undefined : amountOf(refund?.amount) !== undefined,
    'has no amount',
  )

/**
 * The price of changing prepaid desktops to another product; running ones would be stopped for it.
 *
 * @throws RangeError for none or more than 100 desktops
 */
export async function inquireResize(
  cloud: Cloud,
  change: { readonly desktopIds: readonly string[]; readonly productId: string },
  options?: AskOptions,
): Promise<ChangePrice> {
  requireDesktops(change.desktopIds)
  const body = JSON.stringify({
    desktop_ids: change.desktopIds,
    product_id: change.productId,
    mode: 'STOP_DESKTOP',
  })
  const path = `/v2/${cloud.projectId}/desktop-pool/periodic/inquiry/resize`
  const call = { service: 'workspace', method: 'POST', path, body, api: 'workspace.inquireResize' } as const
  const answer = await ask(cloud, call, ResizePrice, options)
  const price = answer.batch_inquiry_rsp_when_upgrade
  return flagOf(answer.is_upgrade) && price !== null && price !== undefined
    ? priceOf(price)
    : refundOf(answer.batch_inquiry_rsp_when_downgrade)
}

/**
 * The price of a larger disk for prepaid desktops.
 *
 * @param change.poolDiskId the disk's `desktop_pool_disk_id`; the vendor does not say what stands here for a disk without
 * @throws RangeError for none or more than 100 desktops
 */
export async function inquireExtendVolume(
  cloud: Cloud,
  change: { readonly desktopIds: readonly string[]; readonly poolDiskId: string; readonly newSizeGib: number },
  options?: AskOptions,
): Promise<ChangePrice> {
  requireDesktops(change.desktopIds)
  const body = JSON.stringify({
    desktop_ids: change.desktopIds,
    desktop_pool_disk_id: change.poolDiskId,
    new_size: change.newSizeGib,
  })
  const path = `/v2/${cloud.projectId}/desktop-pool/periodic/inquiry/extend-volume`
  const call = { service: 'workspace', method: 'POST', path, body, api: 'workspace.inquireExtendVolume' } as const
  return priceOf(await ask(cloud, call, Rating, options))
}

function priceOf(rating: z.output<typeof Rating>): ChangePrice {
  const { amountMinor, officialAmountMinor, currency, discountName } = rateOf(rating)
  return { amountMinor, officialAmountMinor, currency, discountName }
}

/** The vendor does not say which sign a refund has: only its size is taken. */
function refundOf(refund: z.output<typeof Refund> | null | undefined): ChangePrice {
  const amountMinor = -Math.abs(amountOf(refund?.amount) ?? 0)
  const original = amountOf(refund?.original_amount)
  return {
    amountMinor,
    officialAmountMinor: original === undefined ? amountMinor : -Math.abs(original),
    currency: textOf(refund?.currency) ?? 'CNY',
    discountName: undefined,
  }
}

function requireDesktops({ length }: readonly string[]): void {
  if (length === 0 || length > desktopsPerInquiryMax) {
    throw new RangeError(`Prices are asked for 1 to ${desktopsPerInquiryMax} desktops at once.`)
  }
}
