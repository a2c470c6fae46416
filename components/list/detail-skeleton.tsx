import { Skeleton } from '#components/ui/skeleton.tsx'

/** A page about one thing at its final size while it is read. */
export function DetailSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-64" />
        <Skeleton className="h-7 w-96 max-w-full" />
      </div>
      <div className="grid gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <Skeleton className="h-[32rem] rounded-l" />
        <div className="flex flex-col gap-5">
          <Skeleton className="h-40 rounded-l" />
          <Skeleton className="h-72 rounded-l" />
        </div>
      </div>
    </div>
  )
}
