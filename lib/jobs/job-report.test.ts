import { expect, test } from 'vitest'
import { supportText } from '../requests/support-report.ts'
import { jobReport } from './job-report.ts'
import type { JobDetail } from './queries.ts'

const part = {
  cloudKind: 'resizeDesktops',
  resource: { id: 'd-1', name: 'DESIGN-01' },
  progress: null,
  errorCode: 'WKS.00211401',
  errorMessage: 'ak ABCDEFGH12345678 not exist',
}

const job: JobDetail = {
  ...part,
  key: '',
  jobId: 'j-1',
  service: 'workspace',
  kind: 'change-desktop',
  title: 'operationTitles.change-desktop.title',
  state: 'failed',
  account: { id: 'a', name: 'Phones', region: 'cn-north-4' },
  startedAt: '2026-11-22T04:00:00.000Z',
  runsSince: '2026-11-22T04:00:00.000Z',
  endedAt: '2026-11-22T04:05:00.000Z',
  usualMinutes: 20,
  parts: [{ ...part, id: 'p-1', state: 'failed' }],
  request: { id: 'r', number: 1001 },
  askedBy: null,
  orderId: 'CS1',
  seenAt: '2026-11-22T04:06:00.000Z',
  raw: '{}',
}

test('the report of a job has what the vendor’s support asks for, and no key', () => {
  const text = supportText(jobReport(job, new Date('2026-11-22T05:00:00Z')))
  expect(text.split('\n').slice(0, 10)).toEqual([
    'job_id: j-1',
    'service: workspace',
    'kind: resizeDesktops',
    'state: failed',
    'made_at: 2026-11-22T05:00:00.000Z',
    'account: Phones',
    'region: cn-north-4',
    'resource_id: d-1',
    'order_id: CS1',
    'request: 1001',
  ])
  expect(text).toContain('codes: WKS.00211401')
  expect(text).not.toContain('ABCDEFGH12345678')
})
