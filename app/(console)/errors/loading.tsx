import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingErrorBook() {
  return <ListSkeleton columns={5} />
}
