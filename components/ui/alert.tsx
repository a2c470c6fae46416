import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { toneFill, type Tone } from './tone.ts'

const icons: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  wait: 'triangle-exclamation-point',
  unknown: 'circle-question-mark',
  success: 'circle-check',
  danger: 'circle-x',
}

type Props = {
  tone: Tone
  title?: ReactNode
  actions?: ReactNode
  /** Interrupts a screen reader: only for what needs a person now. */
  urgent?: boolean
  children?: ReactNode
}

/** A message that belongs to the place where it stands. */
export function Alert({ tone, title, actions, urgent = false, children }: Props) {
  return (
    <div role={urgent ? 'alert' : undefined} className={classNames('flex gap-3 rounded-m p-3', toneFill[tone])}>
      <Icon name={icons[tone]} size={20} />
      <div className="min-w-0 flex-1 text-ink">
        {title && <p className="font-strong">{title}</p>}
        {children && <div className={classNames('max-w-prose', title !== undefined && 'mt-0.5')}>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
