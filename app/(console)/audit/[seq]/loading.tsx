import { DetailSkeleton } from '#components/list/detail-skeleton.tsx'

export default function LoadingAuditEntry() {
  return <DetailSkeleton />
}
