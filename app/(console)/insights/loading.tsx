import { InsightsSkeleton } from '#components/insights/insights-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function LoadingInsights() {
  return (
    <>
      <Skeleton className="h-9 w-56" />
      <InsightsSkeleton />
    </>
  )
}
