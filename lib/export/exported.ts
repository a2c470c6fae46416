import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { RowsPage, SizedWindow, Total, UncountedPage } from '../page.ts'
import type { Cell } from './csv.ts'

/** The row of a list as it is exported: the columns of the CSV file by name, and the whole of it for JSON. */
export type ExportRow = { cells: () => Cell[]; whole: () => Record<string, unknown> }
export type ExportPage = { rows: ExportRow[]; older: string | null; total: RowsPage<unknown>['total'] }
export type Exported = {
  columns: string[]
  /** The filter as it was understood, for the audit. */
  filter: Record<string, unknown>
  read: (ctx: Context, window: SizedWindow) => Promise<ExportPage>
}

export type Columns<Row> = Record<string, (row: Row) => Cell>

/** A list that is read page by page, with its filter: `query` is the address of the list as the person has it. */
export const exported = <S extends z.ZodType<Record<string, unknown>>, Row extends { key: string }>(
  schema: S,
  list: (ctx: Context, filter: z.output<S>) => Promise<RowsPage<Row>>,
  columns: Columns<Row>,
) =>
  narrowedBy(schema, columns, async (ctx, filter, window) => {
    const { rows, older, total } = await list(ctx, { ...filter, ...window })
    return { rows: rows.map((row) => exportRow(columns, row, wholeOf(row))), older, total }
  })

/** A list whose pages do not wait for their count, with it. */
export const counting =
  <Filter extends SizedWindow, Row>(
    list: (ctx: Context, filter: Filter) => Promise<UncountedPage<Row>>,
    count: (ctx: Context, filter: Filter) => Promise<Total>,
  ) =>
  async (ctx: Context, filter: Filter): Promise<RowsPage<Row>> => {
    const page = await list(ctx, filter)
    return { ...page, total: filter.counted ?? page.total ?? (await count(ctx, filter)) }
  }

/** A list that its page shows whole, without pages. */
export const exportedWhole = <S extends z.ZodType<Record<string, unknown>>, Row extends Record<string, unknown>>(
  schema: S,
  list: (ctx: Context, filter: z.output<S>) => Promise<Row[]>,
  columns: Columns<Row>,
) =>
  narrowedBy(schema, columns, async (ctx, filter) => {
    const rows = await list(ctx, filter)
    return {
      rows: rows.map((row) => exportRow(columns, row, row)),
      older: null,
      total: { count: rows.length, isExact: true },
    }
  })

function narrowedBy<S extends z.ZodType<Record<string, unknown>>>(
  schema: S,
  columns: object,
  read: (ctx: Context, filter: z.output<S>, window: SizedWindow) => Promise<ExportPage>,
) {
  return (query: Record<string, string>): Exported => {
    const filter = schema.parse(query)
    return { columns: Object.keys(columns), filter, read: (ctx, window) => read(ctx, filter, window) }
  }
}

const exportRow = <Row>(columns: Columns<Row>, row: Row, whole: Record<string, unknown>): ExportRow => ({
  cells: () => Object.values(columns).map((of) => of(row)),
  whole: () => whole,
})

/** Without its place in the list, which is of no use elsewhere. */
const wholeOf = ({ key: _, ...row }: { key: string }): Record<string, unknown> => row
