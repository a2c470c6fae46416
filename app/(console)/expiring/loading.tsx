import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingExpiring() {
  return <ListSkeleton columns={5} />
}
