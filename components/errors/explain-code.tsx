'use client'

import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { panelClass, usePopover } from '#components/ui/use-popover.ts'
import { CodeMeaning } from './code-meaning.tsx'

/** A small button beside a code that opens what the error book says about it. Stands in no paragraph: it holds a panel. */
export function ExplainCode({ code }: { code: string }) {
  const t = useTranslations('ui.errorCode')
  const { isOpen, triggerProps, panelProps } = usePopover('start')
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={t('explain', { code })}
        title={t('explain', { code })}
        className="mx-0.5 inline-grid size-6 place-items-center rounded-s align-middle text-muted hover:bg-hover hover:text-ink"
      >
        <Icon name="circle-question-mark" size={14} />
      </button>
      <div
        {...panelProps}
        role="group"
        aria-label={code}
        className={classNames(panelClass, 'w-96 p-4 text-start text-m font-normal whitespace-normal')}
      >
        {isOpen && <CodeMeaning code={code} />}
      </div>
    </>
  )
}
