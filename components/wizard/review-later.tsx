import { type ComponentType, lazy, Suspense } from 'react'
import { SkeletonText } from '#components/ui/skeleton.tsx'

/**
 * The review of an operation, which comes after the page: neither it nor the schema is needed to begin. `lines` is about how
 * long it is.
 */
export function reviewLater<Input>(
  load: () => Promise<{ Review: ComponentType<{ input: Input }> }>,
  lines: number,
): ComponentType<{ input: Input }> {
  const Review = lazy(async () => ({ default: (await load()).Review }))
  return function LaterReview({ input }) {
    return (
      <Suspense fallback={<SkeletonText lines={lines} />}>
        <Review input={input} />
      </Suspense>
    )
  }
}
