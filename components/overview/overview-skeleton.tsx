import { Skeleton } from '#components/ui/skeleton.tsx'

/** The overview's cells and cards at their final size. */
export function OverviewSkeleton() {
  return (
    <>
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line lg:grid-cols-5">
        {Array.from({ length: 10 }, (_, cell) => (
          <div key={cell} className="flex min-h-24 flex-col justify-between bg-surface px-4 py-3">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-6 w-12" />
            <Skeleton className="h-4 w-20" />
          </div>
        ))}
      </div>
      <div className="grid gap-5 xl:grid-cols-2">
        {Array.from({ length: 2 }, (_, card) => (
          <Skeleton key={card} className="h-48 rounded-l" />
        ))}
      </div>
    </>
  )
}
