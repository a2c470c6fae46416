import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingDesktops() {
  return <ListSkeleton columns={8} />
}
