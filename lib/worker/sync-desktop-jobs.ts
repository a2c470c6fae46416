import { CloudError } from '../cloud/errors.ts'
import { cloudJobOfWorkspace, type CloudJob } from '../cloud/services/cloud-job.ts'
import { readCloudJob } from '../cloud/services/read-cloud-job.ts'
import { listMovingSubJobs, type WorkspaceSubJob } from '../cloud/services/workspace-jobs.ts'
import { insertJobs, mirrorJobs } from './mirror-jobs.ts'
import type { JobEyes, OpenJob } from './sync-jobs.ts'

const aloneMax = 20

/** What desktops are at, in the service's words (workspace.md §4.4); the two resizes are missing from its own list. */
export const desktopJobTypes =
  `resizeDesktops resizeExclusiveLites createDesktops expandVolumes addVolumes deleteVolumes deleteDesktops
  rebuildDesktops operateDesktops executeDesktopsAction attachDesktops detachDesktops batchDetachDesktops desktopRejoinDomain
  desktopToImage createSnapshot deleteSnapshot restoreDesktopBySnapshot createWksSnapshot deleteWksSnapshot changeDesktopNetwork
  batchChangeDesktopNetwork createDesktopPool expandDesktopPool rebuildDesktopPool addDesktopPoolVolumes deleteDesktopPoolVolumes
  attachDesktopPool applyWorkspace cancelWorkspace`.split(/\s+/)
/** Types looked through for jobs that were begun elsewhere, in one look; all of them come round. */
const strangeTypesPerLook = 2

/**
 * Jobs of the desktop service, by their types: one call tells of every desktop that is at work. A job that is missing there,
 * or has parts that are, is asked for by its id.
 */
export async function lookAtDesktopJobs(eyes: JobEyes): Promise<void> {
  const { deps, accountId, reads, jobs, signal } = eyes
  const moving = await listMoving(eyes)
  const known = new Map(jobs.map((job) => [job.job_id, job]))
  const [running, left]: [CloudJob[], OpenJob[]] = [[], []]
  for (const job of jobs) {
    const parts = moving.get(job.job_id) ?? []
    if (isWhole(job, parts)) running.push(runningJob(job.job_id, parts, job.ended_parts))
    else left.push(job)
  }
  await mirrorJobs(deps.db, accountId, running, { isPolled: true })
  const strangers = [...moving].filter(([id]) => !known.has(id)).map(([id, parts]) => runningJob(id, parts))
  await insertJobs(deps.db, accountId, strangers)
  for (const { job_id: id } of left.slice(0, aloneMax))
    await mirrorJobs(deps.db, accountId, [await readCloudJob(reads, 'workspace', id, { signal })], { isPolled: true })
}

/** All parts that are known to be at work still are; of a job whose parts are not known, there is only one. */
const isWhole = ({ open_parts: open, state }: OpenJob, parts: readonly WorkspaceSubJob[]): boolean =>
  state === 'running' &&
  open.length > 0 &&
  open.length === parts.length &&
  open.every((id) => parts.some((part) => part.id === id))

/** A job as its parts at work tell it; `ended` others are done, and count as such. */
function runningJob(id: string, parts: readonly WorkspaceSubJob[], ended = 0): CloudJob {
  const begun = parts.flatMap(({ beganAt }) => (beganAt ? [beganAt.getTime()] : []))
  const job = cloudJobOfWorkspace({
    id,
    kind: parts[0]?.kind,
    status: 'RUNNING',
    subJobsTotal: parts.length,
    subJobs: parts,
    beganAt: begun.length > 0 ? new Date(Math.min(...begun)) : undefined,
    endedAt: undefined,
    errorCode: undefined,
    errorMessage: undefined,
  })
  if (job.progress === undefined || ended === 0) return job
  return { ...job, progress: (job.progress * parts.length + 100 * ended) / (parts.length + ended) }
}

/** The parts at work by their job; none where the account has no desktops or may not look at their jobs. */
async function listMoving({ deps, reads, jobs, signal }: JobEyes): Promise<Map<string, WorkspaceSubJob[]>> {
  const types = new Set([...jobs.flatMap(({ cloud_kind: kind }) => kind ?? []), ...strangeTypes(deps.clock.now())])
  const moving = new Map<string, WorkspaceSubJob[]>()
  try {
    for (const type of types)
      for (const part of await listMovingSubJobs(reads, type, { signal })) {
        if (part.jobId === undefined) continue
        moving.set(part.jobId, [...(moving.get(part.jobId) ?? []), part])
      }
  } catch (thrown) {
    if (thrown instanceof CloudError && (thrown.code === 'WKS.00010099' || thrown.httpStatus === 403)) return moving
    throw thrown
  }
  return moving
}

/** Which types' turn it is: they change with the clock, and nobody needs to remember. */
function strangeTypes(now: Date): string[] {
  const turn = Math.floor(now.getTime() / 10_000) * strangeTypesPerLook
  return Array.from(
    { length: strangeTypesPerLook },
    (_, place) => desktopJobTypes[(turn + place) % desktopJobTypes.length] ?? '',
  )
}
