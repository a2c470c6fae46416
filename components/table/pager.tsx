'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { buttonClass } from '#components/ui/button-class.ts'
import { Icon } from '#components/ui/icon.tsx'

type Props = {
  /** Addresses of the neighbouring pages; undefined where there is none. */
  previousHref: string | undefined
  nextHref: string | undefined
  /** `51 to 100 of 1,204`, as far as it is known. */
  text?: ReactNode
}

/** Previous and Next over a keyset, which stays quick and true however long the list is. */
export function Pager({ previousHref, nextHref, text }: Props) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-3">
      <span className="text-s text-muted">{text}</span>
      <span className="flex gap-1">
        <PagerLink href={previousHref} rel="prev">
          <Icon name="chevron-left" />
          {t('previous')}
        </PagerLink>
        <PagerLink href={nextHref} rel="next">
          {t('nextPage')}
          <Icon name="chevron-right" />
        </PagerLink>
      </span>
    </nav>
  )
}

function PagerLink({ href, rel, children }: { href: string | undefined; rel: string; children: ReactNode }) {
  const className = buttonClass('quiet', 'small')
  if (href === undefined) {
    return (
      <span aria-disabled="true" role="link" className={className}>
        {children}
      </span>
    )
  }
  return (
    <Link href={href} rel={rel} prefetch={false} className={className}>
      {children}
    </Link>
  )
}
