import { Skeleton } from '#components/ui/skeleton.tsx'

/** A resource beside its list, at its place, while it is read. */
export function PanelSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="flex flex-col gap-4 rounded-l border border-line bg-surface p-4 max-[72rem]:hidden"
    >
      <Skeleton className="h-7 w-3/5" />
      <Skeleton className="h-9 w-4/5" />
      <Skeleton className="h-24" />
      <Skeleton className="h-64" />
    </div>
  )
}
