import type { Address } from './addresses.ts'
import type { Finding } from './finding.ts'

const sleepMs = 5000
const lanes = 4
const statements = [
  `1 and 1=(select 1 from pg_sleep(5))`,
  `' or (select pg_sleep(5)) is null--`,
  `'||(select pg_sleep(5))||'`,
  `1;select pg_sleep(5)--`,
  `$$;select pg_sleep(5);$$`,
  `{"a":"'||pg_sleep(5)||'"}`,
]
/** Where a place in a list ends in what is no id. */
const others = [
  '2026-01-01T00:00:00.000000Z~\u0000',
  '-~not-a-uuid',
  '~',
  '1~not-a-uuid',
  '\u0000',
  '%',
  '[]',
  '-1',
  'NaN',
  '9'.repeat(40),
]

type Options = { url: string; cookie: string; addresses: Address[] }

/**
 * Asks every address with each parameter replaced in turn by a statement that would make the database sleep, or by what no page sends.
 * `url` is that of a web process. A slow answer counts once it is slow twice.
 */
export async function askToSleep({ url, cookie, addresses }: Options) {
  const findings: Finding[] = []
  const wheres = addresses.flatMap(questionsOf)
  const left = wheres.values()
  const ask = async (where: string) => {
    const began = performance.now()
    const answer = await fetch(url + where, { headers: { cookie }, redirect: 'manual' })
    await answer.text()
    return { status: answer.status, ms: performance.now() - began }
  }
  const lane = async () => {
    for (const where of left) {
      const first = await ask(where)
      if (first.status === 500) findings.push({ scanner: 'parameters', where, what: 'answered 500' })
      if (first.ms > sleepMs && (await ask(where)).ms > sleepMs)
        findings.push({ scanner: 'parameters', where, what: `answered after ${Math.round(first.ms)} ms, twice` })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { findings, asked: wheres.length }
}

const questionsOf = ({ path, parameters }: Address): string[] =>
  Object.keys(parameters).flatMap((name) =>
    [...statements, ...others].map((text) => `${path}?${new URLSearchParams({ ...parameters, [name]: text })}`),
  )
