import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { hashPassword } from '#lib/auth/passwords.ts'
import type { Database } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { membership } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { type Measure, measure, median, p95, type Suite } from './measure.ts'
import { fill } from './orders.ts'
import { tenThousand } from './seed-orders.ts'
import { Stranger } from './stranger.ts'
import { startWeb } from './web.ts'

const password = 'a password of the measure'
const page = '/orders'
/** Known and unknown names each. */
const names = 200
const attemptsPerMinute = 500
/** Quiet and flooded in turn, so that what else the machine does falls on both. */
const rounds = 6
const roundMs = 15_000
const looksEveryMs = 150

/** Five of the name that is guessed at, and fifty from the address that tries all names. */
const lookedAtMax = 5 + 50

/** What a flood of sign-ins costs those who are signed in, and whether the time of an answer tells who has an account. */
export const signIn: Suite = {
  name: 'sign-in',
  isLong: true,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
    const server = await startEmbedded({ dataDir, endsWithParent: true })
    try {
      await ensureDatabase(server.url('postgres'), 'bench')
      const filled = await fill(server.url('bench'), tenThousand)
      const people = await addPeople(filled.db, filled.accounts)
      const web = await startWeb(filled)
      try {
        const stranger = await Stranger.at(web.url)
        return [await timeNames(stranger, people), ...(await measureFlood(stranger, people))]
      } finally {
        await web.stop()
        await filled.db.$client.end()
      }
    } finally {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

/** People with one password, all of whom may look. */
async function addPeople(db: Database, accounts: string[]): Promise<string[]> {
  const passwordHash = await hashPassword(password)
  const emails: string[] = []
  for (let nth = 0; nth < names; nth += 1) {
    const { id: personId, email } = await createPerson(db, { passwordHash })
    await db.insert(membership).values(accounts.map((accountId) => ({ personId, accountId, role: 'support' as const })))
    emails.push(email)
  }
  return emails
}

/** One attempt with each name that exists and with as many that do not, in turn, each from an address of its own. */
async function timeNames(stranger: Stranger, people: string[]): Promise<Measure> {
  const known: number[] = []
  const unknown: number[] = []
  const time = async (email: string, whose: number[]) => {
    const from = performance.now()
    const { outcome } = await stranger.tries({ email, password: 'a guess', address: stranger.anotherAddress() })
    if (outcome !== 'wrong') throw new Error(`An attempt to be timed was answered: ${outcome}`)
    whose.push(performance.now() - from)
  }
  // The first of all makes what all others compare with.
  await time('nobody@bench.test', [])
  for (const [nth, email] of people.entries()) {
    const pair: [string, number[]][] = [
      [email, known],
      [`${crypto.randomUUID()}@people.test`, unknown],
    ]
    for (const [name, whose] of nth % 2 === 0 ? pair : pair.toReversed()) await time(name, whose)
  }
  const words = (values: number[]) =>
    `${median(values).toFixed(1)} ms in the middle, ${mean(values).toFixed(1)} ms on average`
  return measure({
    name: `time that tells a name that exists from one that does not, ${names} of each`,
    value: Math.abs(median(known) - median(unknown)),
    unit: 'ms',
    budget: 20,
    better: 'lower',
    detail: `known ${words(known)}; unknown ${words(unknown)}`,
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Who floods: what they try as number `nth`. */
type Attack = (nth: number) => { email: string; address: string }

async function measureFlood(stranger: Stranger, people: string[]): Promise<Measure[]> {
  const cookie = await stranger.signsIn(people[0] ?? '', password)
  const everybodyElse = (nth: number) => `${nth}-${crypto.randomUUID()}@people.test`
  const locked: Attack = (nth) =>
    nth % 2 === 0
      ? { email: people[1] ?? '', address: stranger.anotherAddress() }
      : { email: everybodyElse(nth), address: '203.0.113.1' }
  const spread: Attack = (nth) => ({ email: everybodyElse(nth), address: stranger.anotherAddress() })
  const one = await alternate(stranger, cookie, locked)
  const other = await alternate(stranger, cookie, spread)
  const ratio = (what: string, { quiet, flooded, tries }: Sides) =>
    measure({
      name: `${page} of somebody who is signed in, p95 while ${attemptsPerMinute} attempts a minute ${what}, against quiet`,
      value: p95(flooded) / p95(quiet),
      unit: '×',
      budget: 1.3,
      better: 'lower',
      sides: { ours: round(p95(flooded)), other: round(p95(quiet)) },
      detail: `${flooded.length} and ${quiet.length} looks, ${round(median(flooded))} and ${round(median(quiet))} ms in the middle; ${tries.length} attempts, ${round((60_000 * tries.length) / ((rounds / 2) * roundMs))} a minute`,
    })
  const refused = one.tries.filter(({ outcome }) => outcome === 'locked').map(({ ms }) => ms)
  return [
    ratio('come at one name and from one address', one),
    ratio('come with other names from other addresses, which nothing locks', other),
    measure({
      name: `passwords that are looked at of ${attemptsPerMinute} attempts a minute at one name and from one address`,
      value: one.tries.filter(({ outcome }) => outcome === 'wrong').length,
      unit: 'passwords',
      budget: lookedAtMax,
      better: 'lower',
      detail: `of ${one.tries.length}; a locked one is answered in ${round(median(refused))} ms in the middle`,
    }),
  ]
}

const round = (ms: number): number => Math.round(ms * 10) / 10

type Try = { outcome: string; ms: number }
type Sides = { quiet: number[]; flooded: number[]; tries: Try[] }

/** How long a page takes, in milliseconds, in quiet rounds and in flooded ones. */
async function alternate(stranger: Stranger, cookie: string, attack: Attack): Promise<Sides> {
  const sides: Sides = { quiet: [], flooded: [], tries: [] }
  await look(stranger.url, cookie)
  for (let nth = 0; nth < rounds; nth += 1) {
    const isFlooded = nth % 2 === 1
    const until = performance.now() + roundMs
    const flooding = isFlooded ? flood(stranger, attack, until, sides.tries) : undefined
    const whose = isFlooded ? sides.flooded : sides.quiet
    while (performance.now() < until) {
      whose.push(await look(stranger.url, cookie))
      await pause(looksEveryMs)
    }
    await flooding
  }
  return sides
}

/** Attempts at a steady pace, whether those before were answered or not. */
async function flood(stranger: Stranger, attack: Attack, until: number, tries: Try[]): Promise<void> {
  const under: Promise<void>[] = []
  const everyMs = 60_000 / attemptsPerMinute
  for (let next = performance.now(); next < until; next += everyMs) {
    await pause(Math.max(0, next - performance.now()))
    const from = performance.now()
    const asked = stranger.tries({ ...attack(under.length), password: 'a guess' })
    under.push(asked.then(({ outcome }) => void tries.push({ outcome, ms: performance.now() - from })))
  }
  await Promise.all(under)
}

/** Until the whole page is there. */
async function look(url: string, cookie: string): Promise<number> {
  const from = performance.now()
  const answer = await fetch(url + page, { headers: { cookie }, redirect: 'manual' })
  await answer.text()
  if (answer.status !== 200) throw new Error(`${page} was answered with ${answer.status}`)
  return performance.now() - from
}
