'use client'

import { lazy } from 'react'
import type { JobFilter } from '#lib/jobs/filter.ts'
import type { JobView } from '#lib/jobs/job-views.ts'
import { JobList } from './job-list.tsx'

const JobBoard = lazy(async () => ({ default: (await import('./job-board.tsx')).JobBoard }))

/** The jobs in the layout that the address asks for; the board is loaded by whoever looks at it. */
export function Jobs({ filter, view }: { filter: JobFilter; view: JobView }) {
  return view === 'list' ? <JobList filter={filter} /> : <JobBoard filter={filter} />
}
