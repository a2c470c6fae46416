import { describe, expect, test } from 'vitest'

import { cannedCloud, type Refusal } from '../testing/canned-cloud.ts'
import { cloudJobOfCph, cloudJobOfEcs, cloudJobOfWorkspace } from './cloud-job.ts'
import { showJob } from './cph-jobs.ts'
import { showEcsJob } from './ecs-jobs.ts'
import { readCloudJob } from './read-cloud-job.ts'
import { jobOutcome, listSubJobs, showWorkspaceJob } from './workspace-jobs.ts'

test('a switch of a phone server is one job about that server', async () => {
  const { cloud } = await cannedCloud({
    job_id: '3e5f7a9b1c2d4e6f8091a2b3c4d5e6f7',
    server_id: '2f6a9c0d4e8b4b7aa1c3d5e7f9012345',
    begin_time: '2026-01-15T03:00:00Z',
    end_time: '2026-01-15T03:20:00Z',
    status: -1,
    error_code: 'CPS.0092',
    error_msg: 'failed',
  })
  expect(cloudJobOfCph(await showJob(cloud, '3e5f7a9b1c2d4e6f8091a2b3c4d5e6f7'))).toEqual({
    service: 'cph',
    id: '3e5f7a9b1c2d4e6f8091a2b3c4d5e6f7',
    kind: undefined,
    resourceId: '2f6a9c0d4e8b4b7aa1c3d5e7f9012345',
    state: 'failed',
    progress: undefined,
    errorCode: 'CPS.0092',
    errorMessage: 'failed',
    startedAt: new Date('2026-01-15T03:00:00Z'),
    endedAt: new Date('2026-01-15T03:20:00Z'),
    children: [],
  })
})

describe('jobs of desktops', () => {
  const documentedSubJob = {
    id: 'e43caef5-e478-4624-9e8c-b0b636331cbc',
    job_id: '41162624-ba52-42f3-bdda-15c6d345ff60',
    job_type: 'expandVolumes',
    status: 'RUNNING',
    process: 40,
    begin_time: '2026-08-10 06:45:14',
    entities: { desktop_id: '9d30c8ac', product_id: 'workspace.x86.ultimate.large2', user_name: 'user-01' },
  }

  test('the documented sub-jobs read in our words; times without a zone are UTC', async () => {
    const { cloud, asked } = await cannedCloud({ jobs: [documentedSubJob], total_count: 1 })
    expect(await listSubJobs(cloud, documentedSubJob.job_id)).toMatchObject([
      {
        id: documentedSubJob.id,
        jobId: documentedSubJob.job_id,
        kind: 'expandVolumes',
        state: 'running',
        progress: 40,
        desktopId: '9d30c8ac',
        beganAt: new Date('2026-08-10T06:45:14Z'),
        endedAt: undefined,
      },
    ])
    expect(asked[0]).toMatchObject({
      path: '/v2/p-1/workspace-sub-jobs',
      query: `job_id=${documentedSubJob.job_id}&offset=0&limit=200`,
    })
  })

  test('finished is not succeeded: a parent that calls itself a success fails with one of its sub-jobs', async () => {
    const { cloud } = await cannedCloud({
      id: 'j1',
      job_type: 'resizeDesktops',
      status: 'SUCCESS',
      begin_time: '2026-08-10 06:45:14',
      end_time: '2026-08-10 06:50:14',
      job_error_code: null,
      sub_jobs_total: 2,
      sub_jobs: [
        { ...documentedSubJob, status: 'SUCCESS', process: 100 },
        {
          ...documentedSubJob,
          id: 'x',
          status: 'FAILED',
          process: 61,
          error_code: 'WKS.00010110',
          fail_reason: 'no IP',
          entities: { desktop_id: 'd2' },
        },
      ],
    })
    const job = cloudJobOfWorkspace(await showWorkspaceJob(cloud, 'j1'))
    expect(job).toMatchObject({
      service: 'workspace',
      kind: 'resizeDesktops',
      resourceId: undefined,
      state: 'failed',
      progress: 81,
      errorCode: 'WKS.00010110',
      errorMessage: 'no IP',
      endedAt: new Date('2026-08-10T06:50:14Z'),
    })
    expect(job.children.map(({ resourceId, state }) => [resourceId, state])).toEqual([
      ['9d30c8ac', 'succeeded'],
      ['d2', 'failed'],
    ])
  })

  const states = { r: 'running', s: 'succeeded', f: 'failed', u: 'unknown' } as const
  type Letter = keyof typeof states

  test.each<[string | undefined, Letter[], number | undefined, string]>([
    ['SUCCESS', ['s', 's'], 2, 'succeeded'],
    ['COMPLETE', ['s'], undefined, 'succeeded'],
    ['COMPLETE', ['s', 'f'], 2, 'failed'],
    ['COMPLETE', ['s', 'r'], 2, 'running'],
    ['SUCCESS', ['s'], 2, 'unknown'],
    ['SUCCESS', [], undefined, 'unknown'],
    ['SUCCESS', ['s', 'u'], 2, 'unknown'],
    ['FAIL', [], undefined, 'failed'],
    ['FAIL', ['s', 's'], 2, 'failed'],
    ['FAIL', ['s', 'r'], 2, 'running'],
    ['RUNNING', [], undefined, 'running'],
    ['RUNNING', ['s', 's'], 2, 'running'],
    ['RUNNING', ['f'], 1, 'running'],
    [undefined, [], undefined, 'unknown'],
    ['ENDED', ['s', 's'], 2, 'succeeded'],
    ['ENDED', ['s', 's'], undefined, 'unknown'],
    ['ENDED', ['s', 'f'], 2, 'failed'],
    ['ENDED', ['f'], 2, 'unknown'],
  ])('a parent %s with sub-jobs %j of %s is %s', (status, letters, subJobsTotal, expected) => {
    const subJobs = letters.map((letter) => ({ state: states[letter] }))
    expect(jobOutcome({ status, subJobs: [], subJobsTotal }, subJobs)).toBe(expected)
  })
})

describe('jobs of ECS servers', () => {
  const documentedJob = {
    status: 'RUNNING',
    job_id: '70a599e0-31e7-49b7-b260-868f441e862b',
    job_type: 'resizeServer',
    begin_time: '2026-08-10T06:45:14.604Z',
    end_time: '',
    error_code: null,
    fail_reason: null,
    entities: { server_id: 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf' },
  }

  test('the documented job runs, and fails with its own code, which is no error of the question', async () => {
    const failed = { ...documentedJob, status: 'FAIL', error_code: 'Ecs.0207', fail_reason: 'no valid host' }
    const { cloud, asked } = await cannedCloud(documentedJob, failed)
    expect(cloudJobOfEcs(await showEcsJob(cloud, documentedJob.job_id))).toEqual({
      service: 'ecs',
      id: '70a599e0-31e7-49b7-b260-868f441e862b',
      kind: 'resizeServer',
      resourceId: 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf',
      state: 'running',
      progress: undefined,
      errorCode: undefined,
      errorMessage: undefined,
      startedAt: new Date('2026-08-10T06:45:14.604Z'),
      endedAt: undefined,
      children: [],
    })
    expect(cloudJobOfEcs(await showEcsJob(cloud, documentedJob.job_id))).toMatchObject({
      state: 'failed',
      errorCode: 'Ecs.0207',
      errorMessage: 'no valid host',
    })
    expect(asked[0]?.path).toBe('/v1/p-1/jobs/70a599e0-31e7-49b7-b260-868f441e862b')
  })

  test('a job waits for its payment, and an unheard-of state is not guessed at', async () => {
    const of = (status: string) => ({ ...documentedJob, status })
    const { cloud } = await cannedCloud(of('PENDING_PAYMENT'), of('INIT'), of('PAUSED'))
    const state = async () => cloudJobOfEcs(await showEcsJob(cloud, 'j')).state
    expect([await state(), await state(), await state()]).toEqual(['waiting_payment', 'running', 'unknown'])
  })

  test('a batch has succeeded only when each of its servers has', async () => {
    const part = (id: string, status: string, more = {}) => ({
      job_id: id,
      job_type: 'stopServer',
      status,
      entities: { server_id: `server of ${id}`, ...more },
    })
    const batch = (...sub_jobs: unknown[]) => ({
      job_id: 'ff808082889bd9690189061140c235fe',
      status: 'SUCCESS',
      entities: { sub_jobs_total: sub_jobs.length, sub_jobs },
    })
    const { cloud } = await cannedCloud(
      batch(part('a', 'SUCCESS'), part('b', 'SUCCESS')),
      batch(part('a', 'SUCCESS'), {
        ...part('b', 'FAIL', { errorcode_message: 'is locked' }),
        error_code: 'Ecs.0605',
      }),
      batch(part('a', 'FAIL'), part('b', 'RUNNING')),
    )
    const job = async () => cloudJobOfEcs(await showEcsJob(cloud, 'j'))
    expect(await job()).toMatchObject({ state: 'succeeded', resourceId: undefined, children: [{}, {}] })
    expect(await job()).toMatchObject({ state: 'failed', errorCode: 'Ecs.0605', errorMessage: 'is locked' })
    expect(await job()).toMatchObject({ state: 'running' })
  })
})

test('of a job in a region where Workspace was given up nothing is known', async () => {
  const body = { error_code: 'WKS.00010099', error_msg: 'The Workspace service is not enabled.' }
  const { cloud } = await cannedCloud({ refusedWith: 403, body } satisfies Refusal)
  expect(await readCloudJob(cloud, 'workspace', 'j-1')).toMatchObject({ id: 'j-1', state: 'unknown' })
})
