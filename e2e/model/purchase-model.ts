// The protocol as a small machine, searched through to its last state: two workers that die or sleep anywhere, requests
// that are lost or late, answers that are lost, lists that lag, claims that are taken over, a database that fails over, a
// person who allows a second attempt. It knows nothing of the console's code: it says which guards the code must have.
// Assumed, each a constant of the design: a signed request is refused once its signature has expired; an accepted order
// is listed before the horizon; a committed row survives unless `lossy_failover` says otherwise.

/** What is changed about the design: two variants of it, and guards taken away. */
export type Option =
  | 'two_phase'
  | 'freeze'
  | 'lossy_failover'
  | 'takeover_send'
  | 'timeout_is_failure'
  | 'early_absent'
  | 'no_sig_expiry'
  | 'no_cas'
  | 'intent_after'
  | 'client_retry'
  | 'reuse_ids'
type Options = ReadonlySet<Option>

/** The second attempt only after a person allowed it. */
const attemptsMax = 2
const attempts = [0, 1] as const
const workers = [0, 1] as const

type Place = 'idle' | 'saw' | 'claimed' | 'committed' | 'wrote' | 'ok' | 'refused' | 'timeout'
type Worker = {
  readonly at: Place
  /** Holds the newest claim. */
  readonly isNewest: boolean
  /** The attempt it makes, from 1; 0 is none. */
  readonly attempt: number
}
type Status =
  | 'APPROVED'
  | 'CLAIMED'
  | 'SENDING'
  | 'UNKNOWN'
  | 'ABSENT'
  | 'ORDERED'
  | 'PAYING'
  | 'DONE'
  | 'REFUSED'
  | 'FAILED'
type Pair<T> = readonly [T, T]

/** One moment of the world: the row, the workers, the wire and the cloud. */
export type Moment = {
  readonly status: Status
  /** Attempts begun: rows of intent. */
  readonly begun: number
  readonly workers: Pair<Worker>
  /** Copies of each attempt on the wire. */
  readonly wire: Pair<number>
  readonly orders: Pair<number>
  readonly paid: Pair<number>
  readonly listed: Pair<boolean>
  /** Whether the signature of each attempt has expired. */
  readonly expired: Pair<boolean>
  readonly paysOnWire: number
  /** The order that is to be paid, written once; -1 is none. */
  readonly payFor: number
  readonly frozen: boolean
  readonly failovers: number
}

type Step = readonly [label: string, then: Moment]

const idle: Worker = { at: 'idle', isNewest: false, attempt: 0 }
const beginning: Moment = {
  status: 'APPROVED',
  begun: 0,
  workers: [idle, idle],
  wire: [0, 0],
  orders: [0, 0],
  paid: [0, 0],
  listed: [false, false],
  expired: [false, false],
  paysOnWire: 0,
  payFor: -1,
  frozen: false,
  failovers: 0,
}

const put = <T>([first, second]: Pair<T>, index: number, value: T): Pair<T> =>
  index === 0 ? [value, second] : [first, value]
const at = <T>([first, second]: Pair<T>, index: number): T => (index === 0 ? first : second)
const sum = ([first, second]: Pair<number>): number => first + second

function* steps(now: Moment, options: Options): Generator<Step> {
  for (const index of workers) yield* workerSteps(now, options, index)
  yield* cloudSteps(now, options)
  yield* rowSteps(now, options)
  if (options.has('two_phase')) yield* paymentSteps(now)
  yield* failoverSteps(now, options)
}

function* workerSteps(now: Moment, options: Options, index: 0 | 1): Generator<Step> {
  const me = at(now.workers, index)
  const worker = (changed: Worker, rest: Partial<Moment> = {}): Moment => ({
    ...now,
    ...rest,
    workers: put(now.workers, index, changed),
  })
  yield* claimSteps(now, options, index, worker)
  if (me.at === 'claimed' && now.begun < attemptsMax) yield* intentSteps(now, options, index, worker)
  yield* sendSteps(now, options, index, worker)
  yield* answerSteps(now, options, index, worker)
  if (me.at !== 'idle') yield [`w${index} is killed`, worker(idle)]
}

type Become = (changed: Worker, rest?: Partial<Moment>) => Moment

/** A claim is a compare-and-set on the row; one that ran out may be taken over, since nothing has been sent yet. */
function* claimSteps(now: Moment, options: Options, index: 0 | 1, worker: Become): Generator<Step> {
  const me = at(now.workers, index)
  const isFree = now.status === 'APPROVED' || now.status === 'CLAIMED'
  if (!now.frozen && me.at === 'idle' && isFree) {
    if (!options.has('no_cas')) {
      // The claim number rises: older claims are stale.
      const [first, second] = now.workers
      const stale: Pair<Worker> = [
        { ...first, isNewest: false },
        { ...second, isNewest: false },
      ]
      const claimed: Worker = { at: 'claimed', isNewest: true, attempt: 0 }
      yield [`w${index} claims`, { ...now, status: 'CLAIMED', workers: put(stale, index, claimed) }]
    } else if (now.status === 'APPROVED')
      yield [`w${index} reads APPROVED`, worker({ at: 'saw', isNewest: false, attempt: 0 })]
  }
  if (me.at === 'saw')
    yield [
      `w${index} claims from its stale read`,
      worker({ at: 'claimed', isNewest: true, attempt: 0 }, { status: 'CLAIMED' }),
    ]
  // What queues do: the lease is over, so the job runs again.
  if (options.has('takeover_send') && me.at === 'idle' && now.status === 'SENDING')
    yield [
      `w${index} takes over the job and starts it again`,
      worker({ at: 'committed', isNewest: true, attempt: now.begun }),
    ]
}

function* intentSteps(now: Moment, options: Options, index: 0 | 1, worker: Become): Generator<Step> {
  const { isNewest } = at(now.workers, index)
  const attempt = now.begun + 1
  if (!options.has('no_cas') && !(now.status === 'CLAIMED' && isNewest))
    yield [`w${index} finds itself fenced out`, worker(idle)]
  else if (options.has('intent_after'))
    yield [
      `w${index} sends before writing the intent`,
      worker({ at: 'wrote', isNewest, attempt }, { wire: put(now.wire, now.begun, at(now.wire, now.begun) + 1) }),
    ]
  else if (!now.frozen)
    yield [
      `w${index} commits SENDING #${attempt}`,
      worker({ at: 'committed', isNewest, attempt }, { status: 'SENDING', begun: attempt }),
    ]
}

/** The single send; the worker may have slept for any time before it. */
function* sendSteps(now: Moment, options: Options, index: 0 | 1, worker: Become): Generator<Step> {
  const me = at(now.workers, index)
  const mine = me.attempt - 1
  const onWire = at(now.wire, mine)
  if (me.at === 'committed')
    yield [
      `w${index} writes #${me.attempt} to the socket`,
      worker({ ...me, at: 'wrote' }, { wire: put(now.wire, mine, onWire + 1) }),
    ]
  if (me.at !== 'wrote') return
  yield [`w${index} sees timeout/reset/5xx for #${me.attempt}`, worker({ ...me, at: 'timeout' })]
  if (options.has('client_retry') && onWire < 2 && at(now.orders, mine) + onWire < 2)
    yield [
      `w${index}'s HTTP client resends #${me.attempt} by itself`,
      worker(me, { wire: put(now.wire, mine, onWire + 1) }),
    ]
}

/** What came back is recorded only for the attempt that is open, and never backwards. */
function* answerSteps(now: Moment, options: Options, index: 0 | 1, worker: Become): Generator<Step> {
  const me = at(now.workers, index)
  const isOpen =
    ((now.status === 'SENDING' || now.status === 'UNKNOWN') && now.begun === me.attempt) ||
    (options.has('intent_after') && (now.status === 'CLAIMED' || now.status === 'UNKNOWN'))
  const record = (status: Status): Moment =>
    isOpen ? worker(idle, { status, begun: Math.max(now.begun, me.attempt) }) : worker(idle)
  if (me.at === 'ok')
    yield [`w${index} records the answer of #${me.attempt}`, record(options.has('two_phase') ? 'ORDERED' : 'DONE')]
  if (me.at === 'refused') yield [`w${index} records refusal of #${me.attempt}`, record('REFUSED')]
  if (me.at !== 'timeout') return
  if (options.has('timeout_is_failure') && isOpen && now.begun < attemptsMax)
    yield [`w${index} treats timeout as failure, retries`, worker(idle, { status: 'APPROVED' })]
  else yield [`w${index} records UNKNOWN for #${me.attempt}`, record('UNKNOWN')]
}

function* cloudSteps(now: Moment, options: Options): Generator<Step> {
  for (const index of attempts) {
    if (at(now.wire, index) > 0) yield* arrivalSteps(now, options, index)
    if (now.begun > index && !at(now.expired, index))
      yield [`signature of #${index + 1} expires`, { ...now, expired: put(now.expired, index, true) }]
    if (at(now.orders, index) > 0 && !at(now.listed, index))
      yield [`order of #${index + 1} becomes listed`, { ...now, listed: put(now.listed, index, true) }]
  }
}

function* arrivalSteps(now: Moment, options: Options, index: 0 | 1): Generator<Step> {
  const wire = put(now.wire, index, at(now.wire, index) - 1)
  const name = `#${index + 1}`
  yield [`request ${name} is lost`, { ...now, wire }]
  if (at(now.expired, index) && !options.has('no_sig_expiry')) {
    yield [`gateway refuses late ${name}`, { ...now, wire }]
    return
  }
  for (const arrives of [true, false]) {
    const told = (heard: Place): Pair<Worker> => {
      const hears = (worker: Worker): Worker =>
        arrives && worker.at === 'wrote' && worker.attempt === index + 1 ? { ...worker, at: heard } : worker
      return [hears(now.workers[0]), hears(now.workers[1])]
    }
    const answer = `answer ${arrives ? 'arrives' : 'lost'}`
    yield [
      `cloud accepts ${name}, ${answer}`,
      {
        ...now,
        wire,
        orders: put(now.orders, index, at(now.orders, index) + 1),
        workers: told('ok'),
        paid: options.has('two_phase') ? now.paid : put(now.paid, index, at(now.paid, index) + 1),
      },
    ]
    yield [`cloud refuses ${name}, ${answer}`, { ...now, wire, workers: told('refused') }]
  }
}

const isListed = (now: Moment): boolean => attempts.some((index) => index < now.begun && at(now.listed, index))

/** Every signature has expired, and every order that exists is listed. */
const isPastHorizon = (now: Moment): boolean =>
  attempts.every(
    (index) => index >= now.begun || (at(now.expired, index) && (at(now.orders, index) === 0 || at(now.listed, index))),
  )

/** What happens to the row without its sender: the reaper, the look-ups and a person. */
function* rowSteps(now: Moment, options: Options): Generator<Step> {
  if (now.status === 'SENDING') yield ['reaper: SENDING too old -> UNKNOWN', { ...now, status: 'UNKNOWN' }]
  if (now.status === 'UNKNOWN') {
    if (isListed(now))
      yield ['reconcile: order found', { ...now, status: options.has('two_phase') ? 'ORDERED' : 'DONE' }]
    else if (isPastHorizon(now) || options.has('early_absent'))
      yield ['reconcile: absent', { ...now, status: 'ABSENT' }]
  }
  if ((now.status === 'APPROVED' || now.status === 'CLAIMED') && now.begun >= attemptsMax && !now.frozen)
    yield ['attempt budget used: person closes', { ...now, status: 'FAILED' }]
  if (now.status === 'ABSENT') {
    if (now.begun < attemptsMax && !now.frozen) yield ['person allows a second attempt', { ...now, status: 'APPROVED' }]
    yield ['person closes as failed', { ...now, status: 'FAILED' }]
  }
}

/** The one chosen order is paid; the cloud pays an order once and refuses a second payment. */
function* paymentSteps(now: Moment): Generator<Step> {
  const chosen = attempts.find((index) => at(now.orders, index) > 0)
  if (now.status === 'ORDERED' && now.payFor < 0 && chosen !== undefined)
    yield ['commit PAYING(order)', { ...now, status: 'PAYING', payFor: chosen }]
  if (now.status === 'PAYING') {
    if (now.paysOnWire < 2) yield ['send pay (resend allowed)', { ...now, paysOnWire: now.paysOnWire + 1 }]
    if (at(now.paid, now.payFor) > 0) yield ['order details say paid', { ...now, status: 'DONE' }]
  }
  if (now.paysOnWire === 0) return
  const paysOnWire = now.paysOnWire - 1
  yield ['pay lost', { ...now, paysOnWire }]
  const paid = at(now.paid, now.payFor) > 0 ? now.paid : put(now.paid, now.payFor, 1)
  yield ['pay arrives', { ...now, paysOnWire, paid }]
}

/** The database fails over to a replica without the last commit; ids are random, so a lost one is never used again. */
function* failoverSteps(now: Moment, options: Options): Generator<Step> {
  if (options.has('lossy_failover') && now.failovers === 0 && now.status === 'SENDING')
    yield [
      'DB fails over, SENDING row is lost',
      {
        ...now,
        status: 'APPROVED',
        begun: options.has('reuse_ids') ? now.begun - 1 : now.begun,
        failovers: 1,
        frozen: options.has('freeze'),
      },
    ]
  // A new timeline was seen: nothing is sent until a full horizon has passed and the lists were read.
  if (!now.frozen || !isPastHorizon(now)) return
  yield now.listed[0] || now.listed[1]
    ? ["unfreeze scan: order found by the request's name prefix", { ...now, frozen: false, status: 'DONE' }]
    : ['unfreeze scan: nothing found', { ...now, frozen: false }]
}

/** What must be true in every state: at most one paid order, and none of a request that was closed as failed. */
function violationOf({ status, paid }: Moment): string | undefined {
  const count = sum(paid)
  if (count > 1) return 'TWO PAID ORDERS'
  if ((status === 'FAILED' || status === 'REFUSED') && count > 0) return 'CLOSED AS FAILED BUT PAID'
  if (status === 'DONE' && count !== 1) return 'DONE WITHOUT EXACTLY ONE PAID ORDER'
  return undefined
}

export type Finding = {
  /** States seen until the search ended. */
  states: number
  /** The first broken rule and the shortest way to it. */
  violation?: string
  path: string[]
  /** States from which no definite end can be reached. Counted only where no rule is broken. */
  withoutWayOut: number
  /** The most orders, paid or not, that exist in any one state. */
  ordersMost: number
}

type Seen = { moment: Moment; from: Seen | undefined; label: string; isGood: boolean; before: Seen[] }

/** Looks at every state that the design, changed by `options`, can get into. Ends at the first broken rule. */
export function search(...options: Option[]): Finding {
  const chosen = new Set(options)
  const first: Seen = { moment: beginning, from: undefined, label: '', isGood: false, before: [] }
  const seen = new Map([[keyOf(beginning), first]])
  const queue = [first]
  // A list that grows while it is read: breadth first, so that the way to a broken rule is a shortest one.
  for (const here of queue) {
    const violation = violationOf(here.moment)
    if (violation !== undefined)
      return { states: seen.size, violation, path: pathTo(here), withoutWayOut: 0, ordersMost: 0 }
    for (const [label, moment] of steps(here.moment, chosen)) {
      const key = keyOf(moment)
      const known = seen.get(key)
      const then = known ?? { moment, from: here, label, isGood: false, before: [] }
      then.before.push(here)
      if (known) continue
      seen.set(key, then)
      queue.push(then)
    }
  }
  return {
    states: seen.size,
    path: [],
    withoutWayOut: countWithoutWayOut(queue),
    ordersMost: Math.max(...queue.map(({ moment }) => sum(moment.orders))),
  }
}

const ends = new Set<Status>(['DONE', 'REFUSED', 'FAILED'])

function countWithoutWayOut(all: readonly Seen[]): number {
  const good = all.filter(({ moment }) => ends.has(moment.status))
  for (const each of good) each.isGood = true
  for (const each of good)
    for (const before of each.before) {
      if (before.isGood) continue
      before.isGood = true
      good.push(before)
    }
  return all.length - good.length
}

function pathTo(end: Seen): string[] {
  const labels: string[] = []
  for (let here = end; here.from; here = here.from) labels.unshift(here.label)
  return labels
}

const keyOf = ({ workers: [one, other], ...rest }: Moment): string =>
  `${one.at}${one.isNewest}${one.attempt}${other.at}${other.isNewest}${other.attempt}${Object.values(rest).join()}`
