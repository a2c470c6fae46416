'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { panelClass } from '#components/ui/use-popover.ts'
import type { Choice } from './choice.ts'
import { listId, optionId, type ComboboxState } from './use-combobox.ts'

/** The open list of a combobox. Focus stays in the box; the active row is told by `aria-activedescendant`. */
export function ChoiceList({ box, label }: { box: ComboboxState; label: ReactNode }) {
  const t = useTranslations('ui')
  return (
    <div ref={box.panel} popover="manual" className={panelClass}>
      {box.isOpen && (
        <>
          <div
            id={listId(box.id)}
            role="listbox"
            aria-label={typeof label === 'string' ? label : t('choices')}
            className={classNames('max-h-80 overflow-y-auto', box.matches.length > 0 && 'p-1')}
          >
            {box.matches.map((choice, index) => (
              <ChoiceRow
                key={choice.value}
                id={optionId(box.id, index)}
                choice={choice}
                isActive={index === box.active}
                isChosen={choice.value === box.value}
                onChoose={() => box.choose(choice)}
              />
            ))}
          </div>
          {box.matches.length === 0 && (
            <p className="px-2.5 py-2 text-m text-muted">{t('noMatch', { typed: box.typed })}</p>
          )}
          <p role="status" className="sr-only">
            {t('choicesShown', { count: box.matches.length })}
          </p>
        </>
      )}
    </div>
  )
}

type RowProps = { id: string; choice: Choice; isActive: boolean; isChosen: boolean; onChoose: () => void }

function ChoiceRow({ id, choice, isActive, isChosen, onChoose }: RowProps) {
  const isDisabled = choice.disabledReason !== undefined
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box keeps the focus and acts on the keys
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-disabled={isDisabled || undefined}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={classNames(
        'flex min-h-9 items-start gap-2 rounded-s px-2.5 py-1.5 text-m',
        isActive && 'bg-hover outline-2 -outline-offset-2 outline-focus',
      )}
    >
      <Icon name="check" className={classNames('mt-0.5', isChosen ? 'text-accent' : 'invisible')} />
      <span className={classNames('min-w-0 flex-1', isDisabled && 'text-muted')}>
        <span className="block">{choice.label}</span>
        {choice.description && <span className="block text-s text-muted">{choice.description}</span>}
        {isDisabled && <span className="block text-s text-wait">{choice.disabledReason}</span>}
      </span>
      {choice.aside && <span className="text-s whitespace-nowrap text-muted">{choice.aside}</span>}
    </div>
  )
}
