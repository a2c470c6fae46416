'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { buttonClass } from '#components/ui/button-class.ts'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'

/** How many things wait for this person; nothing is shown louder than it is. */
export function WaitingLink({ count, href }: { count: number; href: string }) {
  const t = useTranslations('ui')
  return (
    <Link
      href={href}
      aria-label={t('waitingForYou', { count })}
      title={t('waitingForYou', { count })}
      className={classNames(buttonClass('quiet', 'medium'), 'px-2.5')}
    >
      <Icon name="bell" />
      {count > 0 && (
        <span className="rounded-full bg-accent px-1.5 text-s leading-5 text-on-accent">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
