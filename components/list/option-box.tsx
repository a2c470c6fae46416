'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'

export type BoxOption = {
  id: string
  label: string
  detail?: string | undefined
  /** Before the label, quieter: the field of a value that was found by its own name. */
  of?: string | undefined
  /** Of several that may be chosen together. */
  isChosen?: boolean
}

type Props = {
  label: string
  options: readonly BoxOption[]
  isSeveral?: boolean
  onPick: (id: string) => void
  /** Backspace in the empty box. */
  onBack?: () => void
  onType?: (typed: string) => void
}

/** A box to type in and the options that fit, all by keyboard: arrows, Page keys, Enter; the focus stays in the box. */
export function OptionBox({ label, options, isSeveral = false, onPick, onBack, onType }: Props) {
  const t = useTranslations('ui')
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  useEffect(() => box.current?.focus(), [])
  const found = matching(options, typed)
  const at = Math.min(active, found.length - 1)
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  const type = (text: string) => {
    setTyped(text)
    setActive(0)
    onType?.(text)
  }
  const press = (event: KeyboardEvent) => {
    const next = nextActive(event.key, at, found.length)
    const chosen = found[at]
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter' && chosen) onPick(chosen.id)
    else if (event.key === 'Backspace' && typed === '' && onBack) onBack()
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        ref={box}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={label}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        className="h-9 w-full rounded-s border border-control bg-surface px-2.5 text-m max-sm:text-l"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isSeveral || undefined}
        className="mt-1 max-h-72 overflow-y-auto"
      >
        {found.map((option, index) => (
          <Option
            key={option.id}
            id={`${id}-${index}`}
            option={option}
            isSeveral={isSeveral}
            isActive={index === at}
            onPoint={() => setActive(index)}
            onPick={() => onPick(option.id)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="px-2.5 py-2 text-m text-muted">{t('noMatch', { typed })}</p>}
    </>
  )
}

type OptionProps = {
  id: string
  option: BoxOption
  isSeveral: boolean
  isActive: boolean
  onPoint: () => void
  onPick: () => void
}

function Option({ id, option: { label, detail, of, isChosen }, isSeveral, isActive, onPoint, onPick }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the focus stays in the box, which hears the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSeveral ? isChosen === true : isActive}
      data-active={isActive || undefined}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className="flex min-h-8 cursor-default items-center gap-2 rounded-s px-2.5 py-1 text-m data-active:bg-hover"
    >
      {isSeveral && (
        <span
          aria-hidden="true"
          className={`grid size-4 shrink-0 place-items-center rounded-s border ${isChosen ? 'border-accent bg-accent text-on-accent' : 'border-control'}`}
        >
          {isChosen && <Icon name="check" size={14} />}
        </span>
      )}
      <span className="min-w-0 flex-1">
        {of !== undefined && <span className="text-muted">{of}: </span>}
        {label}
      </span>
      {detail !== undefined && <span className="text-s text-muted">{detail}</span>}
    </div>
  )
}

/** The options that hold every typed word. */
function matching(options: readonly BoxOption[], typed: string): readonly BoxOption[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return options.filter(({ label, detail = '', of = '' }) => {
    const text = `${of} ${label} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function nextActive(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return (active + count - 1) % count
  if (key === 'PageDown') return Math.min(count - 1, active + 8)
  if (key === 'PageUp') return Math.max(0, active - 8)
  return undefined
}
