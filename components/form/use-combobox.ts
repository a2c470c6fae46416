'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { placeBeside } from '#components/ui/place-beside.ts'
import { matchChoices, type Choice } from './choice.ts'

type Options = {
  id: string
  choices: Choice[]
  value: string | undefined
  isLocked: boolean
  onChoose: (value: string | undefined) => void
}

export type ComboboxState = ReturnType<typeof useCombobox>

/** The behaviour of an editable combobox with a list, after the ARIA authoring practices. */
export function useCombobox({ id, choices, value, isLocked, onChoose }: Options) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(-1)
  const { anchor, panel } = usePanel(isOpen)
  const matches = typed === undefined ? choices : matchChoices(choices, typed)
  const chosen = choices.find((choice) => choice.value === value)

  const open = () => {
    if (isLocked || isOpen) return
    setOpen(true)
    setActive(choices.findIndex((choice) => choice.value === value))
  }
  const leave = () => {
    setOpen(false)
    setTyped(undefined)
    setActive(-1)
  }
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined || choice.disabledReason !== undefined) return
    onChoose(choice.value)
    leave()
  }
  const type = (text: string) => {
    open()
    setTyped(text)
    setActive(matchChoices(choices, text).findIndex((choice) => choice.disabledReason === undefined))
  }
  const moveByKey = (event: KeyboardEvent) => {
    const action = keyAction(event.key, isOpen, active, matches.length)
    if (action === undefined || isLocked) return
    if (action !== 'leave' || isOpen) event.preventDefault()
    if (action === 'open') open()
    else if (action === 'choose') choose(matches[active])
    else if (action === 'leave') leave()
    else setActive(action)
  }
  const optionId = (index: number) => `${id}-option-${index}`
  useEffect(() => {
    if (isOpen && active >= 0) document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, active, id])

  return {
    anchor,
    panel,
    isOpen,
    matches,
    active,
    value,
    typed: typed ?? '',
    hasValue: value !== undefined,
    optionId,
    choose,
    leave,
    clear: () => onChoose(undefined),
    listProps: { id: `${id}-list` },
    inputProps: {
      role: 'combobox',
      'aria-expanded': isOpen,
      'aria-controls': `${id}-list`,
      'aria-autocomplete': 'list',
      'aria-activedescendant': isOpen && active >= 0 ? optionId(active) : undefined,
      autoComplete: 'off',
      spellCheck: false,
      readOnly: isLocked,
      value: typed ?? chosen?.label ?? value ?? '',
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onClick: open,
      onKeyDown: moveByKey,
    } as const,
  }
}

/** What a key does in a combobox: an index to make active, or an action by name. */
export function keyAction(
  key: string,
  isOpen: boolean,
  active: number,
  count: number,
): number | 'open' | 'choose' | 'leave' | undefined {
  if (!isOpen) return key === 'ArrowDown' || key === 'ArrowUp' ? 'open' : undefined
  if (key === 'Escape') return 'leave'
  if (key === 'Enter') return active >= 0 ? 'choose' : 'leave'
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return active <= 0 ? count - 1 : active - 1
  if (key === 'PageDown') return Math.min(count - 1, active + 10)
  if (key === 'PageUp') return Math.max(0, active - 10)
  return undefined
}

/** The list as a panel in the top layer, as wide as its box. */
function usePanel(isOpen: boolean) {
  const anchor = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = anchor.current
    const list = panel.current
    if (!isOpen || !box || !list) return
    list.style.width = `${box.offsetWidth}px`
    list.showPopover()
    const stop = placeBeside(box, list)
    return () => {
      stop()
      list.hidePopover()
    }
  }, [isOpen])
  return { anchor, panel }
}
