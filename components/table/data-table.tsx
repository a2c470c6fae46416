import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Underway } from '#components/ui/underway.tsx'
import { nextSort, type Column, type Sort } from './column.ts'
import { TableRegion } from './table-region.tsx'
import { TableSkeleton } from './table-skeleton.tsx'

export type TableState<Row> =
  | { state: 'ready'; rows: Row[] }
  | { state: 'loading'; rowsExpected?: number }
  | { state: 'failed' }

type Props<Row> = {
  /** Names the table and its scrolling region. */
  caption: string
  columns: Column<Row>[]
  data: TableState<Row>
  rowId: (row: Row) => string
  /** Where a row leads; its first cell becomes the link. */
  rowHref?: (row: Row) => string
  /** Opens a row beside the table, on a click and on Enter; without it these follow the row's link. */
  onOpen?: ((id: string) => void) | undefined
  /** The row that is open beside the table. */
  currentRowId?: string | undefined
  sort?: Sort | undefined
  /** The address of the same list sorted otherwise: the URL is the state. */
  sortHref?: (sort: Sort) => string
  density?: 'normal' | 'compact'
  /** Said when there is no row: nothing yet, or nothing that fits the filter. */
  empty: ReactNode
  /** Said when the rows could not be loaded. */
  failed: ReactNode
  /** Said to screen readers while rows are on their way. */
  loading: string
  /** `Pager`, totals. */
  footer?: ReactNode
}

// Spelled out because the cards of small screens take the table display away, and some browsers the roles with it.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

/** The one table: server-rendered markup, columns as data, each face drawn. Works in server and client components. */
export function DataTable<Row>(props: Props<Row>) {
  const {
    caption,
    columns,
    data,
    rowId,
    rowHref,
    onOpen,
    currentRowId,
    sort,
    sortHref,
    density = 'normal',
    empty,
    failed,
    loading,
    footer,
  } = props
  const isReady = data.state === 'ready'
  const rows = isReady ? data.rows : []
  return (
    <div className="min-w-0 overflow-clip rounded-l border border-line bg-surface">
      <TableRegion label={caption} busy={data.state === 'loading'} onOpen={onOpen}>
        <table
          {...roles.table}
          aria-rowcount={isReady ? rows.length + 1 : undefined}
          className={classNames('data-table', density)}
        >
          <caption className="sr-only">{data.state === 'loading' ? `${caption}. ${loading}` : caption}</caption>
          <thead {...roles.rowgroup}>
            <tr {...roles.row}>
              {columns.map((column) => (
                <HeadCell key={column.id} column={column} sort={sort} sortHref={sortHref} />
              ))}
            </tr>
          </thead>
          <tbody {...roles.rowgroup}>
            {data.state === 'loading' && <TableSkeleton columns={columns.length} rows={data.rowsExpected ?? 8} />}
            {rows.map((row) => {
              const id = rowId(row)
              return (
                <tr
                  key={id}
                  {...roles.row}
                  data-row-id={id}
                  tabIndex={onOpen ? -1 : undefined}
                  aria-current={id === currentRowId || undefined}
                >
                  {columns.map((column, index) => (
                    <BodyCell
                      key={column.id}
                      column={column}
                      row={row}
                      href={index === 0 ? rowHref?.(row) : undefined}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableRegion>
      {isReady && rows.length === 0 && empty}
      {data.state === 'failed' && failed}
      {footer && <div className="border-t border-line px-3 py-2">{footer}</div>}
    </div>
  )
}

const cellClass = <Row,>({ align, isPinned = false, isSpare = false }: Column<Row>) =>
  classNames(align === 'end' && 'text-end', isPinned && 'pinned', isSpare && 'spare') || undefined

type HeadProps<Row> = { column: Column<Row>; sort: Sort | undefined; sortHref: ((sort: Sort) => string) | undefined }

function HeadCell<Row>({ column, sort, sortHref }: HeadProps<Row>) {
  const { id, header, sortable, width, isPinned } = column
  const direction = sort?.column === id ? sort.direction : undefined
  const isLink = sortable !== undefined && sortable !== false && sortHref !== undefined
  return (
    <th
      scope="col"
      {...roles.columnheader}
      aria-sort={isLink ? (direction ?? 'none') : undefined}
      className={classNames(cellClass(column), width) || undefined}
    >
      {isPinned ? (
        <span className="sr-only">{header}</span>
      ) : isLink ? (
        <Link href={sortHref(nextSort(column, sort))} scroll={false} prefetch={false} className="sort-link">
          {header}
          <Icon
            name={direction === undefined ? 'chevrons-up-down' : direction === 'ascending' ? 'arrow-up' : 'arrow-down'}
            size={14}
            className={direction === undefined ? 'opacity-50' : ''}
          />
        </Link>
      ) : (
        header
      )}
    </th>
  )
}

function BodyCell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row)
  return (
    <td {...roles.cell} data-label={column.header} className={cellClass(column)}>
      {href === undefined ? (
        content
      ) : (
        <Link href={href} scroll={false} prefetch={false} data-row-link className="row-link">
          {content}
          <Underway />
        </Link>
      )}
    </td>
  )
}
