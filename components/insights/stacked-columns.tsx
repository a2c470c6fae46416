import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'
import { ticksUpTo } from './ticks.ts'

type Part = { id: string; value: number; fill: string; words: string; href: string }
type Column = { id: string; short: string; words: string; href: string; total: number; parts: Part[] }

type Props = { label: string; columns: Column[]; /** A value of the axis in short. */ axis: (value: number) => string }

const ticksMax = 4

/** Lower columns have no room for gaps between their parts. */
const gapFrom = 0.06

/**
 * Columns of stacked parts over an axis. A column leads to all of it; its parts, which a mouse can also press, are in the
 * table as well.
 */
export function StackedColumns({ label, columns, axis }: Props) {
  const ticks = ticksUpTo(Math.max(...columns.map(({ total }) => total)), ticksMax)
  const top = ticks.at(-1) || 1
  // As many words under the columns as there is room for.
  const every = columns.length > 13 ? 5 : 1
  return (
    <div role="group" aria-label={label} className="grid grid-cols-[3.5rem_minmax(0,1fr)] pt-2">
      <div aria-hidden="true" className="relative h-56">
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-2 translate-y-1/2 text-s whitespace-nowrap text-muted"
            style={{ bottom: `${(tick / top) * 100}%` }}
          >
            {axis(tick)}
          </span>
        ))}
      </div>
      <div className="relative h-56">
        {ticks.map((tick) => (
          <span
            key={tick}
            aria-hidden="true"
            className={classNames('absolute inset-x-0 border-t', tick === 0 ? 'border-control' : 'border-line')}
            style={{ bottom: `${(tick / top) * 100}%` }}
          />
        ))}
        <ul className="absolute inset-0 flex gap-px sm:gap-1">
          {columns.map((column) => (
            <li key={column.id} className="relative min-w-0 flex-1">
              <Link
                href={column.href}
                prefetch={false}
                title={column.words}
                aria-label={column.words}
                className="absolute inset-0 rounded-s hover:bg-hover"
              />
              <span
                aria-hidden="true"
                className={classNames(
                  'pointer-events-none absolute inset-x-[12%] bottom-0 flex flex-col-reverse',
                  column.total / top > gapFrom && 'gap-px',
                )}
                style={{ height: `${(column.total / top) * 100}%` }}
              >
                {column.parts
                  .filter(({ value }) => value > 0)
                  .map((part) => (
                    <Link
                      key={part.id}
                      href={part.href}
                      prefetch={false}
                      tabIndex={-1}
                      title={part.words}
                      className={classNames('pointer-events-auto', part.fill)}
                      style={{ flexGrow: part.value }}
                    />
                  ))}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <span />
      <ul aria-hidden="true" className="flex h-6 gap-px pt-1 sm:gap-1">
        {columns.map(({ id, short }, index) => (
          <li
            key={id}
            className={classNames(
              'relative min-w-0 flex-1',
              index % every !== 0 && 'invisible',
              (index / every) % 2 !== 0 && 'max-sm:invisible',
            )}
          >
            <span className="absolute left-1/2 -translate-x-1/2 text-s whitespace-nowrap text-muted">{short}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
