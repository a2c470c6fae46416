import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingEcsServers() {
  return <ListSkeleton columns={8} />
}
