import { useTranslations } from 'use-intl/react'

/** A duration in its largest unit: `45 s`, `12 min`, `1.5 h`. */
export function useDurationWords(): (seconds: number) => string {
  const t = useTranslations('insights.units')
  return (seconds) => {
    if (seconds < 90) return t('seconds', { count: Math.round(seconds) })
    if (seconds < 5_400) return t('minutes', { count: Math.round(seconds / 60) })
    return t('hours', { count: Math.round(seconds / 360) / 10 })
  }
}
