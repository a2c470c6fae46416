import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'
import { at } from '#components/ui/share-class.ts'
import { ticksUpTo } from './ticks.ts'

type Part = { id: string; value: number; fill: string; words: string; href: string }
type Column = { id: string; short: string; words: string; href: string; total: number; parts: Part[] }

type Props = { columns: Column[]; /** A value of the axis in short. */ axis: (value: number) => string }

const ticksMax = 4

/** Lower columns have no room for gaps between their parts. */
const gapFrom = 0.06

/**
 * Columns of stacked parts over an axis; a press on a column or one of its parts leads to what it counts. Thirty columns
 * are too narrow for fingers and too many for the Tab key: for those, and for screen readers, the table is there.
 */
export function StackedColumns({ columns, axis }: Props) {
  const ticks = ticksUpTo(Math.max(...columns.map(({ total }) => total)), ticksMax)
  const top = ticks.at(-1) || 1
  const every = wordsEvery(columns.length)
  return (
    <div aria-hidden="true" className="grid grid-cols-[3.5rem_minmax(0,1fr)] pt-2">
      <div className="relative h-56">
        {ticks.map((tick) => (
          <span
            key={tick}
            className={classNames(
              'absolute right-2 bottom-(--at) translate-y-1/2 text-s whitespace-nowrap text-muted',
              at(tick / top),
            )}
          >
            {axis(tick)}
          </span>
        ))}
      </div>
      <div className="relative h-56">
        {ticks.map((tick) => (
          <span
            key={tick}
            className={classNames(
              'absolute inset-x-0 bottom-(--at) border-t',
              at(tick / top),
              tick === 0 ? 'border-control' : 'border-line',
            )}
          />
        ))}
        <ul className="absolute inset-0 flex gap-px sm:gap-1">
          {columns.map((column) => (
            <Stack key={column.id} column={column} top={top} />
          ))}
        </ul>
      </div>
      <span />
      <ul className="flex h-6 gap-px pt-1 sm:gap-1">
        {columns.map(({ id, short }, index) => (
          <li
            key={id}
            className={classNames(
              'relative min-w-0 flex-1',
              index % every !== 0 && 'invisible',
              index % (2 * every) !== 0 && 'max-sm:invisible',
            )}
          >
            <span
              className="absolute left-1/2 -translate-x-1/2 text-s whitespace-nowrap text-muted"
              suppressHydrationWarning
            >
              {short}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** As many words under the columns as there is room for: months have short ones, weeks and days have dates. */
function wordsEvery(columns: number): number {
  if (columns > 13) return 5
  return columns > 12 ? 2 : 1
}

function Stack({ column, top }: { column: Column; top: number }) {
  return (
    <li className="relative min-w-0 flex-1">
      <Link
        href={column.href}
        prefetch={false}
        tabIndex={-1}
        title={column.words}
        className="absolute inset-0 rounded-s hover:bg-hover"
      />
      <span
        className={classNames(
          'pointer-events-none absolute inset-x-[12%] bottom-0 flex h-(--at) flex-col-reverse',
          at(column.total / top),
          column.total > 0 && 'min-h-px',
          column.total / top > gapFrom && 'gap-px',
        )}
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
              className={classNames(
                'pointer-events-auto min-h-px shrink grow basis-(--at)',
                at(part.value / column.total),
                part.fill,
              )}
            />
          ))}
      </span>
    </li>
  )
}
