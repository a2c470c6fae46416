import { Skeleton } from '#components/ui/skeleton.tsx'

/** The pictures at their final size. */
export function InsightsSkeleton() {
  return (
    <>
      <Skeleton className="h-[26.5rem] rounded-l" />
      <div className="grid gap-5 xl:grid-cols-2">
        <Skeleton className="h-80 rounded-l" />
        <Skeleton className="h-80 rounded-l" />
      </div>
    </>
  )
}
