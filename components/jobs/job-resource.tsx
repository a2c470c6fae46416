import { CopyId } from '#components/ui/copy-id.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { JobResource } from '#lib/jobs/queries.ts'

const pages: Readonly<Record<string, string>> = { cph: '/phone-servers', workspace: '/desktops', ecs: '/servers' }

/** What a job is about, by its name where it is known, leading to its page. */
export function JobResourceLink({ resource: { id, name }, service }: { resource: JobResource; service: string }) {
  const page = pages[service]
  // What the mirror does not have has no page.
  if (page === undefined || name === null) return <CopyId id={id} charactersMax={14} />
  return <TextLink href={`${page}/${encodeURIComponent(id)}`}>{name}</TextLink>
}
