import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingAccounts() {
  return <ListSkeleton columns={6} />
}
