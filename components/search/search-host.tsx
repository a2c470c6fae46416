'use client'

import { useEffect, useState, type ComponentProps } from 'react'
import { useTranslations } from 'use-intl/react'
import { closesOutside, useModal } from '#components/ui/use-modal.ts'
import { takeEarlySearch } from './early-search.ts'
import { SearchForm } from './search-form.tsx'
import { isSearchKey } from './search-key.ts'

type Props = Omit<ComponentProps<typeof SearchForm>, 'close'>

/** The search over every page: opened by its button, by `/` and by Control or Command with K. */
export function SearchHost(props: Props) {
  const t = useTranslations('frame.search')
  const [isOpen, setOpen] = useState(false)
  const dialog = useModal(isOpen)
  useEffect(() => {
    const open = () => {
      // Whatever stands open on top of the page wants its answer first.
      if (document.querySelector('dialog[open]') === null) setOpen(true)
    }
    const press = (event: KeyboardEvent) => {
      if (!isSearchKey(event)) return
      event.preventDefault()
      open()
    }
    const click = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('[data-search]')) open()
    }
    if (takeEarlySearch()) open()
    document.addEventListener('keydown', press)
    document.addEventListener('click', click)
    return () => {
      document.removeEventListener('keydown', press)
      document.removeEventListener('click', click)
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={t('label')}
      onClose={() => setOpen(false)}
      {...closesOutside}
      className="m-0 h-dvh max-h-dvh w-full max-w-full bg-surface p-0 text-ink shadow-float sm:mx-auto sm:mt-[10vh] sm:h-[32rem] sm:max-h-[80vh] sm:max-w-2xl sm:rounded-l"
    >
      {isOpen && <SearchForm {...props} close={() => dialog.current?.close()} />}
    </dialog>
  )
}
