'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from './live-region.tsx'

const shownMs = 2000

/** Copies a text, made when it is needed, and says so; `isCopied` is true for a moment afterwards. */
export function useCopy(text: string | (() => string)) {
  const t = useTranslations('ui')
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
    announce(t('copied'))
  }
  return { isCopied, copy }
}
