'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { useWizard } from './wizard-context.ts'

type Props = {
  /** The step these answers come from. */
  step: string
  title: string
  rows: {
    id: string
    label: string
    value: ReactNode
    below?: ReactNode
    /** The field to focus when changing. */ field?: string
  }[]
}

/** The answers of one step on the review page, each with a link that leads to its field and back here. */
export function ReviewSection({ step, title, rows }: Props) {
  const t = useTranslations('ui')
  const { change } = useWizard()
  return (
    <section>
      <h3 className="mb-2 border-b border-line pb-2 text-l font-strong">{title}</h3>
      <DefinitionList
        rows={rows.map(({ id, label, value, below, field }) => ({
          id,
          label,
          value,
          below,
          action: (
            <button
              type="button"
              onClick={() => change(step, field)}
              className="text-accent underline underline-offset-2 hover:decoration-2"
            >
              {t('change')}
              <span className="sr-only"> {label}</span>
            </button>
          ),
        }))}
      />
    </section>
  )
}
