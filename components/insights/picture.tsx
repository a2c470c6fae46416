'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { EmptyState } from '#components/ui/state-face.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type PictureRow = { id: string; cells: string[]; /** The list of what the row counts. */ href?: string }

type Props = {
  title: string
  /** What is counted, since when, and what is left out. */
  note: ReactNode
  /** The heads of the table; all but the first stand over figures. */
  columns: string[]
  rows: PictureRow[]
  /** Said where there is nothing to draw. */
  empty?: string | undefined
  actions?: ReactNode
  children: ReactNode
}

/** A picture and the table of the same figures: always there for screen readers, and for everybody who asks. */
export function Picture({ title, note, columns, rows, empty, actions, children }: Props) {
  const t = useTranslations('insights')
  const [isTable, setTable] = useState(false)
  return (
    <Card
      title={title}
      actions={
        <>
          {actions}
          {empty === undefined && (
            <Button variant="quiet" size="small" onClick={() => setTable(!isTable)}>
              {isTable ? t('asPicture') : t('asTable')}
            </Button>
          )}
        </>
      }
    >
      <p className="mb-3 text-s text-muted">{note}</p>
      {empty !== undefined ? (
        <EmptyState title={empty} />
      ) : (
        <>
          {!isTable && children}
          <Figures caption={title} columns={columns} rows={rows} isSeen={isTable} />
        </>
      )}
    </Card>
  )
}

function Figures({
  caption,
  columns,
  rows,
  isSeen,
}: Pick<Props, 'columns' | 'rows'> & { caption: string; isSeen: boolean }) {
  return (
    <div
      {...(isSeen && { role: 'region', 'aria-label': caption, tabIndex: 0 })}
      className={isSeen ? 'overflow-x-auto rounded-m border border-line' : 'sr-only'}
    >
      <table className="w-full border-collapse text-m whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-s text-muted">
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={classNames('px-3 py-1.5', index === 0 ? 'text-start' : 'text-end')}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [head = '', ...cells], href }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="px-3 py-1.5 text-start font-normal" suppressHydrationWarning>
                {isSeen && href !== undefined ? (
                  <TextLink href={href} className="inline-flex min-h-6 items-center">
                    {head}
                  </TextLink>
                ) : (
                  head
                )}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} className="px-3 py-1.5 text-end" suppressHydrationWarning>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
