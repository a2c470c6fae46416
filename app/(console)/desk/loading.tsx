import { DetailSkeleton } from '#components/list/detail-skeleton.tsx'

export default function LoadingDesk() {
  return <DetailSkeleton />
}
