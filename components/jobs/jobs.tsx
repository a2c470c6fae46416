'use client'

import { lazy } from 'react'
import type { JobView } from '#lib/jobs/job-views.ts'
import { JobList } from './job-list.tsx'
import type { JobsProps } from './use-job-fields.ts'

const JobBoard = lazy(async () => ({ default: (await import('./job-board.tsx')).JobBoard }))

/** The jobs in the layout that the address asks for; the board is loaded by whoever looks at it. */
export function Jobs({ view, ...rest }: JobsProps & { view: JobView }) {
  return view === 'list' ? <JobList {...rest} /> : <JobBoard {...rest} />
}
