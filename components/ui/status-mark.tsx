import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { toneFill, toneText, type Tone } from './tone.ts'

type Props = { tone: Tone; icon: IconName; filled?: boolean; title?: string; children: ReactNode }

/** Icon, word and colour together, for states outside the sixteen words (a resource's own state, say). */
export function StatusMark({ tone, icon, filled = false, title, children }: Props) {
  const shape = filled ? classNames('rounded-full px-2.5 py-1 font-strong', toneFill[tone]) : toneText[tone]
  return (
    <span className={classNames('inline-flex items-baseline gap-1.5 text-m whitespace-nowrap', shape)} title={title}>
      {/* The words stand on the line of what is beside them, the icon in their middle. */}
      <Icon name={icon} size={filled ? 16 : 14} className="self-center" />
      {children}
    </span>
  )
}
