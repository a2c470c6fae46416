import { OverviewSkeleton } from '#components/overview/overview-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function LoadingOverview() {
  return (
    <>
      <Skeleton className="h-9 w-56" />
      <OverviewSkeleton />
    </>
  )
}
