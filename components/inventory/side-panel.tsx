'use client'

import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { closesOutside, useModal } from '#components/ui/use-modal.ts'
import { closeRow } from './use-open-row.ts'

type Props = {
  /** What is shown; another one takes the focus again. */
  id: string
  title: ReactNode
  /** The full page. */
  href: string
  children: ReactNode
}

/**
 * One thing beside the list it is from. Where there is room the list stays in use; elsewhere it is a window over the
 * list. Escape closes both.
 */
export function SidePanel(props: Props) {
  useFocusReturn(props.id)
  const isWide = useSyncExternalStore(followWidth, isWideNow, () => true)
  return isWide ? <Beside {...props} /> : <Over {...props} />
}

/** Puts the focus back on the row when the panel is gone, unless the person has moved on to something else. */
function useFocusReturn(id: string) {
  useEffect(
    () => () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return
      document.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(id)}"]`)?.focus()
    },
    [id],
  )
}

const wide = '(width >= 72rem)'
const isWideNow = () => window.matchMedia(wide).matches

function followWidth(tell: () => void): () => void {
  const query = window.matchMedia(wide)
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

function Beside(props: Props) {
  const { id } = props
  const titleId = useId()
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('[data-focus-first]')?.focus({ preventScroll: true })
  }, [id])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat || event.defaultPrevented) return
      if (!isMeantElsewhere(event.target)) closeRow()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <section ref={frame} aria-labelledby={titleId} className={besideClass}>
      <Content {...props} titleId={titleId} />
    </section>
  )
}

// Below the bar of the frame, and within the window however long it is. Hidden where `Over` takes its place.
const besideClass =
  'sticky top-17 flex max-h-[calc(100dvh-5.25rem)] min-w-0 flex-col overflow-clip rounded-l border border-line bg-surface ' +
  'max-[72rem]:hidden'

/** Escape first closes what is open on top of the page, and leaves a field that is being written in alone. */
const isMeantElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector(':popover-open, dialog[open]') !== null ||
  (target instanceof Element && target.matches('input, select, textarea'))

function Over(props: Props) {
  const titleId = useId()
  const dialog = useModal(true)
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={closeRow} {...closesOutside} className={overClass}>
      <div className="flex h-full flex-col">
        <Content {...props} titleId={titleId} />
      </div>
    </dialog>
  )
}

const overClass = 'my-0 mr-0 ml-auto h-dvh max-h-dvh w-full max-w-full bg-surface p-0 text-ink shadow-float sm:max-w-md'

function Content({ title, href, titleId, children }: Props & { titleId: string }) {
  const t = useTranslations('inventory.panel')
  const words = useTranslations('common')
  return (
    <>
      <header className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4">
        <h2
          id={titleId}
          tabIndex={-1}
          data-focus-first
          className="min-w-0 flex-1 pt-0.5 text-l font-strong outline-none"
        >
          {title}
        </h2>
        <LinkButton href={href} size="small" variant="quiet" icon="arrow-right">
          {t('fullPage')}
        </LinkButton>
        <IconButton icon="x" size="small" label={words('close')} onClick={closeRow} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain p-4">{children}</div>
    </>
  )
}
