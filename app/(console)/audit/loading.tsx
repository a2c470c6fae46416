import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingAudit() {
  return <ListSkeleton columns={6} />
}
