import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingRequests() {
  return <ListSkeleton columns={6} />
}
