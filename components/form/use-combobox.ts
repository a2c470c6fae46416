'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { placeBeside } from '#components/ui/place-beside.ts'
import { matchChoices, type Choice } from './choice.ts'
import { keyAction } from './combobox-keys.ts'

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
  useActiveInView(isOpen, optionId(id, active))
  const matches = typed === undefined ? choices : matchChoices(choices, typed)

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
    event.preventDefault()
    if (action === 'open') open()
    else if (action === 'choose') choose(matches[active])
    else if (action === 'leave') leave()
    else setActive(action)
  }
  const chosen = choices.find((choice) => choice.value === value)
  return {
    id,
    anchor,
    panel,
    isOpen,
    matches,
    active,
    value,
    typed: typed ?? '',
    choose,
    leave,
    clear: () => onChoose(undefined),
    inputProps: {
      ...comboboxAria(id, isOpen, active),
      readOnly: isLocked,
      value: typed ?? chosen?.label ?? value ?? '',
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onClick: open,
      onKeyDown: moveByKey,
    },
  }
}

export const optionId = (id: string, index: number) => `${id}-option-${index}`

export const listId = (id: string) => `${id}-list`

const comboboxAria = (id: string, isOpen: boolean, active: number) =>
  ({
    role: 'combobox',
    'aria-expanded': isOpen,
    'aria-controls': listId(id),
    'aria-autocomplete': 'list',
    'aria-activedescendant': isOpen && active >= 0 ? optionId(id, active) : undefined,
    autoComplete: 'off',
    spellCheck: false,
  }) as const

function useActiveInView(isOpen: boolean, activeId: string) {
  useEffect(() => {
    if (isOpen) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, activeId])
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
