import type { CphJob } from './cph-jobs.ts'
import type { EcsJob, EcsSubJob } from './ecs-jobs.ts'
import { jobOutcome, type WorkspaceJob, type WorkspaceSubJob } from './workspace-jobs.ts'

export const jobServices = ['cph', 'workspace', 'ecs'] as const
export type JobService = (typeof jobServices)[number]

/** `unknown`: the cloud says something that is not documented, or contradicts itself; look at the resource itself. */
export type CloudJobState = 'running' | 'waiting_payment' | 'succeeded' | 'failed' | 'unknown'

/** The work on one resource. */
export type CloudJobPart = {
  readonly id: string
  /** The cloud's name for the work; CPH gives none. */
  readonly kind: string | undefined
  /** The phone server (or phone), desktop or ECS server it is about. */
  readonly resourceId: string | undefined
  readonly state: CloudJobState
  /** 0–100, where the cloud tells it. */
  readonly progress: number | undefined
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
  readonly startedAt: Date | undefined
  readonly endedAt: Date | undefined
}

/** A job of any service. It has succeeded only when all its children have. */
export type CloudJob = CloudJobPart & {
  readonly service: JobService
  /** Empty for a job about one resource. */
  readonly children: readonly CloudJobPart[]
}

/** A job of the phone service: one resource, no progress, no children. */
export const cloudJobOfCph = (job: CphJob): CloudJob => ({
  service: 'cph',
  id: job.id,
  kind: undefined,
  resourceId: job.serverId ?? job.phoneId,
  state: job.state,
  progress: undefined,
  errorCode: job.errorCode,
  errorMessage: job.errorMessage,
  startedAt: job.beganAt,
  endedAt: job.endedAt,
  children: [],
})

/**
 * A job of the desktop service. Its progress is the mean of its children's.
 *
 * @param subJobs a fuller list than the job carries, from `listSubJobs`
 */
export function cloudJobOfWorkspace(job: WorkspaceJob, subJobs: readonly WorkspaceSubJob[] = job.subJobs): CloudJob {
  const children = subJobs.map(partOfWorkspace)
  const state = jobOutcome(job, subJobs)
  return {
    service: 'workspace',
    id: job.id,
    kind: job.kind,
    resourceId: soleResource(children),
    state,
    progress: state === 'succeeded' ? 100 : meanProgress(children),
    ...errorOf(job, children),
    startedAt: job.beganAt,
    endedAt: job.endedAt,
    children,
  }
}

/** A job of the ECS service. It tells no progress. */
export function cloudJobOfEcs(job: EcsJob): CloudJob {
  const children = job.subJobs.map(partOfEcs)
  return {
    service: 'ecs',
    ...partOfEcs(job),
    resourceId: job.serverId ?? soleResource(children),
    state: job.state === 'succeeded' ? worstOf(children) : job.state,
    ...errorOf(job, children),
    children,
  }
}

const partOfWorkspace = (job: WorkspaceSubJob): CloudJobPart => ({
  id: job.id,
  kind: job.kind,
  resourceId: job.desktopId,
  state: job.state,
  progress: job.progress,
  errorCode: job.errorCode,
  errorMessage: job.errorMessage,
  startedAt: job.beganAt,
  endedAt: job.endedAt,
})

const partOfEcs = (job: EcsSubJob): CloudJobPart => ({
  id: job.id,
  kind: job.kind,
  resourceId: job.serverId,
  state: job.state,
  progress: undefined,
  errorCode: job.errorCode,
  errorMessage: job.errorMessage,
  startedAt: job.beganAt,
  endedAt: job.endedAt,
})

/** The resource of a job whose children are all about the same one. */
function soleResource(children: readonly CloudJobPart[]): string | undefined {
  const [first] = children
  return children.every(({ resourceId }) => resourceId === first?.resourceId) ? first?.resourceId : undefined
}

/** How the whole stands whose parts must all succeed: as the least done of them. Done, where there are none. */
export const worstOf = (parts: readonly Pick<CloudJobPart, 'state'>[]): CloudJobState =>
  (['running', 'waiting_payment', 'failed', 'unknown'] as const).find((state) =>
    parts.some((part) => part.state === state),
  ) ?? 'succeeded'

function meanProgress(children: readonly CloudJobPart[]): number | undefined {
  const known = children.map(({ progress, state }) => progress ?? (state === 'succeeded' ? 100 : undefined))
  if (known.every((progress) => progress === undefined)) return undefined
  return Math.round(known.reduce<number>((sum, progress) => sum + (progress ?? 0), 0) / known.length)
}

/** The job's own error, else that of its first child that has one: the parent may leave it out. */
function errorOf(
  job: Pick<CloudJobPart, 'errorCode' | 'errorMessage'>,
  children: readonly CloudJobPart[],
): Pick<CloudJobPart, 'errorCode' | 'errorMessage'> {
  const source =
    job.errorCode !== undefined || job.errorMessage !== undefined
      ? job
      : children.find(({ state, errorCode }) => state === 'failed' && errorCode !== undefined)
  return { errorCode: source?.errorCode, errorMessage: source?.errorMessage }
}
