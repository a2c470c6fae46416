'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'

type Props = {
  /** Whether anything would be lost. */
  active: boolean
  /** What is kept and what is lost. */
  text: string
}

/** Asks before a link, a reload or a closed tab throws away what was filled in. */
export function LeaveGuard({ active, text }: Props) {
  const t = useTranslations('ui')
  const router = useRouter()
  const [target, setTarget] = useState<string>()
  useEffect(() => {
    if (!active) return
    const askOnUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const askOnLink = (event: MouseEvent) => {
      const href = leavingHref(event)
      if (href === undefined) return
      event.preventDefault()
      event.stopPropagation()
      setTarget(href)
    }
    window.addEventListener('beforeunload', askOnUnload)
    document.addEventListener('click', askOnLink, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', askOnUnload)
      document.removeEventListener('click', askOnLink, { capture: true })
    }
  }, [active])
  return (
    <ConfirmDialog
      open={target !== undefined}
      onClose={() => setTarget(undefined)}
      onConfirm={() => {
        setTarget(undefined)
        if (target !== undefined) router.push(target)
      }}
      title={t('leaveTitle')}
      confirmLabel={t('leave')}
      cancelLabel={t('stay')}
    >
      {text}
    </ConfirmDialog>
  )
}

/** The address a plain click on a link leads to, when that is another page of this site. */
function leavingHref(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.origin !== window.location.origin)
    return undefined
  return link.pathname === window.location.pathname ? undefined : link.href.slice(link.origin.length)
}
