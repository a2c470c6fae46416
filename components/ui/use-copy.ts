'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from './live-region.tsx'

const shownMs = 2000

/** Copies a text and says so; `isCopied` is true for a moment afterwards. */
export function useCopy(text: string) {
  const t = useTranslations('ui')
  const [copies, setCopies] = useState(0)
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (copies === 0) return
    setCopied(true)
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copies])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopies((count) => count + 1)
    announce(t('copied'))
  }
  return { isCopied, copy }
}
