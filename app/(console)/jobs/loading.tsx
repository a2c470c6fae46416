import { ListSkeleton } from '#components/list/list-skeleton.tsx'

export default function LoadingJobs() {
  return <ListSkeleton columns={6} />
}
