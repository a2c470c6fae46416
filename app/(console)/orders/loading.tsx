import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingOrders() {
  return <ListSkeleton columns={7} />
}
