import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readHeads } from '#lib/audit/heads.ts'
import { type Verdict, verifyChain } from '#lib/audit/verify.ts'
import { openDatabase } from '#lib/db/client.ts'
import { databaseUrl } from '#lib/env.ts'

// Recomputes the chain of the audit: npm run verify-audit -- --expect heads.txt. The file holds heads that were kept elsewhere:
// a worker's log will do. Ends with 0 where all is as it was written, with 1 where it is not, with 2 where that cannot be told.

const words = {
  changed: 'does not say what it said when it was written',
  removed: 'has been removed',
  gap: 'is missing from the chain',
  unlinked: 'was added past the chain',
  shortened: 'and what came after it have been cut off: a head beyond the end was seen',
  replaced: 'is another than the one that was seen there',
} as const

const told = ({ head, fault }: Verdict): string => {
  const kept =
    head.hash === null ? 'There is no row before it.' : `The last row that holds:\n${head.place} ${head.hash}`
  if (fault)
    return `The row at place ${fault.place}${fault.seq === null ? '' : ` (audit row ${fault.seq})`} ${words[fault.kind]}.\n${kept}`
  return head.hash === null
    ? 'The audit is empty.'
    : `All ${head.place} rows are as they were written. Head:\n${head.place} ${head.hash}`
}

try {
  const { values } = parseArgs({ options: { expect: { type: 'string' } } })
  const seen = values.expect === undefined ? [] : readHeads(await readFile(values.expect, 'utf8'))
  if (values.expect !== undefined && seen.length === 0) throw new Error(`There is no head in ${values.expect}.`)
  const db = openDatabase(databaseUrl(), { max: 1, app: 'countersign-verify-audit' })
  try {
    const verdict = await verifyChain(db, seen)
    console.log(told(verdict))
    process.exitCode = verdict.fault ? 1 : 0
  } finally {
    await db.$client.end()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
