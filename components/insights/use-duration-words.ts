import { useTranslations } from 'use-intl/react'

/** A duration in its largest unit: `45 s`, `12 min`, `1.5 h`. */
export function useDurationWords(): (seconds: number) => string {
  const t = useTranslations('insights.units')
  return (seconds) => {
    if (seconds < 60) return t('seconds', { count: Math.round(seconds) })
    if (seconds < 3_600) return t('minutes', { count: tenths(seconds / 60) })
    return t('hours', { count: tenths(seconds / 3_600) })
  }
}

/** With one decimal below ten, without one above. */
const tenths = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
