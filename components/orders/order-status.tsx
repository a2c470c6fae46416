import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import type { Tone } from '#components/ui/tone.ts'
import { orderStatusKey, type OrderStatusKey } from '#lib/orders/queries.ts'

const faces: Record<OrderStatusKey, { icon: IconName; tone: Tone }> = {
  s1: { icon: 'hourglass', tone: 'wait' },
  s2: { icon: 'undo-2', tone: 'wait' },
  s3: { icon: 'loader-circle', tone: 'info' },
  s4: { icon: 'circle-slash', tone: 'neutral' },
  s5: { icon: 'circle-check', tone: 'success' },
  s6: { icon: 'wallet-cards', tone: 'wait' },
  s9: { icon: 'hourglass', tone: 'wait' },
  s10: { icon: 'hourglass', tone: 'info' },
  s11: { icon: 'hourglass', tone: 'info' },
  s12: { icon: 'hourglass', tone: 'info' },
  s13: { icon: 'refresh-cw', tone: 'info' },
  other: { icon: 'circle-question-mark', tone: 'unknown' },
}

/** The cloud's own status of an order, in words. */
export function OrderStatus({ status, filled = false }: { status: number; filled?: boolean }) {
  const t = useTranslations('orders')
  const key = orderStatusKey(status)
  return (
    <StatusMark tone={faces[key].tone} icon={faces[key].icon} filled={filled} title={t(`statusHint.${key}`)}>
      {key === 'other' ? t('status.other', { number: String(status) }) : t(`status.${key}`)}
    </StatusMark>
  )
}
