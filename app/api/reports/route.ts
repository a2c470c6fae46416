import { readAtMost } from '#lib/auth/read-form.ts'
import { log } from '#lib/log.ts'
import { floodLog } from '#lib/serving/flood-log.ts'
import { type PolicyReport, readPolicyReports } from '#lib/serving/policy-report.ts'

/** A browser tells of a violation in one or two thousand. */
const bytesMax = 16 * 1024
const types = new Set(['application/csp-report', 'application/reports+json'])

const tell = floodLog<PolicyReport>(
  (line) => log.warn(line, 'a page broke its policy'),
  () => performance.now(),
)

/** Takes what browsers tell of pages that broke their content security policy, signed in or not. Nothing is kept but lines of the log. */
export async function POST(request: Request): Promise<Response> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!types.has(type)) return answer(415)
  const text = await readAtMost(request.body, bytesMax)
  if (text === undefined) return answer(413)
  const reports = readPolicyReports(text)
  for (const report of reports ?? []) tell(report)
  return answer(reports === undefined ? 400 : 204)
}

const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })
