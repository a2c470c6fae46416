import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { at } from '#components/ui/share-class.ts'
import { useFormat } from '#lib/i18n/use-format.ts'

type Bar = { id: string; label: ReactNode; count: number; href: string; fill: string }

/** Counts beside each other, each leading to what it counts. */
export function BarList({ bars }: { bars: Bar[] }) {
  const format = useFormat()
  const max = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <ul className="flex flex-col gap-1">
      {bars.map(({ id, label, count, href, fill }) => (
        <li key={id}>
          <Link
            href={href}
            prefetch={false}
            className="grid min-h-8 grid-cols-[minmax(7rem,10rem)_minmax(0,1fr)_auto] items-center gap-3 rounded-s px-1 no-underline hover:bg-hover"
          >
            <span>{label}</span>
            <span aria-hidden="true" className="h-4">
              <span
                className={classNames(
                  'block h-full rounded-s',
                  count === 0 ? 'w-px bg-line-strong' : classNames('w-(--at) min-w-0.5', at(count / max), fill),
                )}
              />
            </span>
            <span className={classNames('min-w-10 text-end', count === 0 ? 'text-muted' : 'font-strong')}>
              {format.number(count)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
