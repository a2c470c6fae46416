import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** A list page at its final size while its rows are read. */
export function ListSkeleton({ columns }: { columns: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col gap-5">
      <Skeleton className="h-9 w-56" />
      <div className="flex flex-col gap-3">
        <div className="flex gap-2">
          <Skeleton className="h-7.5 w-64" />
          <Skeleton className="h-7.5 w-28" />
        </div>
        <div className="overflow-clip rounded-l border border-line bg-surface">
          <table className="data-table normal">
            <tbody>
              <TableSkeleton columns={columns} rows={12} />
            </tbody>
          </table>
        </div>
      </div>
    </div>
  )
}
