'use client'

import type { ReactNode } from 'react'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { Money } from '#components/ui/money.tsx'
import { toneText, type Tone } from '#components/ui/tone.ts'
import type { CheckLine } from '#lib/accounts/check-line.ts'
import { useText } from '#lib/i18n/use-text.ts'

const faces = {
  ok: { tone: 'success', icon: 'circle-check' },
  warning: { tone: 'wait', icon: 'triangle-exclamation-point' },
  failed: { tone: 'danger', icon: 'circle-x' },
  unknown: { tone: 'unknown', icon: 'circle-question-mark' },
} as const satisfies Record<CheckLine['state'], { tone: Tone; icon: IconName }>

type Props = {
  line: Pick<CheckLine, 'state' | 'words' | 'fix' | 'code' | 'money'>
  /** The state in a word, for those who do not see its sign. */
  stateName: string
  /** More about it, below what to do. */
  children?: ReactNode
}

/** One thing that was asked of the cloud about an account: its answer, what to do about it, and the cloud's code. */
export function AnswerLine({ line, stateName, children }: Props) {
  const text = useText()
  const { tone, icon } = faces[line.state]
  return (
    <li className="flex min-h-10 items-start gap-3 px-4 py-2">
      <span className={toneText[tone]}>
        <Icon name={icon} size={20} />
        <span className="sr-only">{stateName}: </span>
      </span>
      <div className="min-w-0">
        <p>
          {text(line.words)}
          {line.money && (
            <>
              {' '}
              <Money amount={line.money.amountMinor / 100} currency={line.money.currency} strong />
            </>
          )}
        </p>
        {line.fix !== undefined && <p className="text-muted">{text(line.fix)}</p>}
        {children}
        {line.code !== undefined && (
          <div className="flex items-center text-muted">
            <ErrorCode code={line.code} />
          </div>
        )}
      </div>
    </li>
  )
}
