import { Skeleton } from '#components/ui/skeleton.tsx'

/** Rows of the final height while the real ones are on their way. */
export function TableSkeleton({ columns, rows }: { columns: number; rows: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (__, column) => (
        <td key={column}>
          <Skeleton className={column === 0 ? 'h-4 w-4/5' : 'h-4 w-3/5'} />
        </td>
      ))}
    </tr>
  ))
}
