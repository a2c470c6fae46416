import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingPhoneServers() {
  return <ListSkeleton columns={8} />
}
