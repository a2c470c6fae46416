import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { Entry } from './entry.ts'
import { matchIn } from './match-in.ts'

type Props = {
  entry: Entry
  id: string | undefined
  at: number
  current: number
  text: string
  onOpen: () => void
}

/** Something that can be opened. The focus stays in the field; the chosen row is the one that Enter opens. */
export function SearchRow({ entry, id, at, current, text, onOpen }: Props) {
  const face = <Face entry={entry} text={text} />
  const shared = {
    id,
    role: 'option',
    tabIndex: -1,
    'aria-selected': at === current,
    className: classNames(rowClass, at === current && 'bg-selected'),
  } as const
  if ('href' in entry)
    return (
      <Link {...shared} href={entry.href} prefetch={false} onClick={onOpen}>
        {face}
      </Link>
    )
  return (
    <button type="button" {...shared} onClick={entry.onSelect}>
      {face}
    </button>
  )
}

const rowClass =
  'flex min-h-10 w-full items-center gap-3 rounded-m px-2.5 py-1.5 text-start text-m no-underline hover:bg-hover'

function Face({ entry: { icon, title, detail, aside }, text }: Pick<Props, 'entry' | 'text'>) {
  return (
    <>
      <Icon name={icon} className="text-muted" />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="max-w-full truncate font-strong">
          <Matched text={text}>{title}</Matched>
        </span>
        {detail !== undefined && (
          <span className="max-w-full truncate text-s text-muted">
            <Matched text={text}>{detail}</Matched>
          </span>
        )}
      </span>
      {aside && <span className="shrink-0">{aside}</span>}
    </>
  )
}

function Matched({ text, children }: { text: string; children: string }): ReactNode {
  const [before, match, after] = matchIn(children, text)
  if (match === '') return children
  return (
    <>
      {before}
      <mark className="bg-wait-soft text-ink">{match}</mark>
      {after}
    </>
  )
}
