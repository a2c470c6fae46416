import { z } from 'zod'

/** What the log keeps of a violation: which directive, what was blocked (an address only by its origin), on which page. */
export type PolicyReport = { event: string; place: string; path: string }

/** One message of a browser may hold several; a page of ours has no reason for more. */
const reportsMax = 10
const pathLengthMax = 200

/** What browsers send that know `report-to` (Reporting API), violations among other things. */
const Reports = z.array(z.object({ type: z.string(), body: z.unknown() }))
const Violation = z.object({
  effectiveDirective: z.string(),
  blockedURL: z.string().default(''),
  documentURL: z.string(),
})
type Violation = z.output<typeof Violation>

/** What the others send to `report-uri` (CSP level 2). */
const Older = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().default(''),
    'blocked-uri': z.string().default(''),
    'document-uri': z.string(),
  }),
})

/** The violations that a posted text tells; undefined for what no browser sends. Anybody may have written it. */
export function readPolicyReports(text: string): PolicyReport[] | undefined {
  const sent = parsed(text)
  const older = Older.safeParse(sent).data?.['csp-report']
  if (older)
    return [
      lineOf({
        effectiveDirective: older['effective-directive'] ?? older['violated-directive'],
        blockedURL: older['blocked-uri'],
        documentURL: older['document-uri'],
      }),
    ]
  return Reports.safeParse(sent)
    .data?.filter(({ type }) => type === 'csp-violation')
    .flatMap(({ body }) => Violation.safeParse(body).data ?? [])
    .slice(0, reportsMax)
    .map(lineOf)
}

const lineOf = ({ effectiveDirective, blockedURL, documentURL }: Violation): PolicyReport => ({
  event: /^[a-z-]{1,40}/.exec(effectiveDirective)?.[0] ?? 'unknown',
  place: placeOf(blockedURL),
  path: (URL.parse(documentURL)?.pathname ?? '').slice(0, pathLengthMax),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A word of the standard (`inline`, `eval`, `data`), or where it would have gone, without path and query. */
function placeOf(blocked: string): string {
  if (/^[a-z-]{0,30}$/.test(blocked)) return blocked
  const url = URL.parse(blocked)
  return (url === null ? 'unknown' : url.origin === 'null' ? url.protocol : url.origin).slice(0, 100)
}
