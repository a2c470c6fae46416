import { isEnd, type RequestState } from '#lib/requests/machine.ts'
import { look } from '#lib/worker/look.ts'
import { replayAnswers } from '#lib/worker/replay.ts'
import { type Verdict, judge } from '../chaos/oracle.ts'
import { Life, connectionLost } from './life.ts'
import { act, approve, ask, healAccount, tamper } from './people.ts'
import type { Schedule, Turn } from './schedule.ts'
import { type Lane, type World, depsOf, openWorld, usualHorizons, waiting } from './world.ts'

/** Steps of the workers after which a schedule has gone astray. */
const stepsMax = 4000
const quietRoundsMax = 250
const resting = new Set<RequestState>(['held', 'absent', 'needs_person', 'payment_held'])

export type Played = Verdict & {
  accountId: string
  /** What reached the cloud: the end of each path, and what came of it. */
  calls: string[]
  /** How often the cloud listed its orders. */
  looks: number
  /** What happened, in order. */
  trace: string[]
}

/** Plays one schedule, lets the world come to rest, and judges what it left behind. */
export async function play(lane: Lane, schedule: Schedule, horizons = usualHorizons): Promise<Played> {
  const player = new Player(await openWorld(lane, schedule.fates, horizons), schedule)
  await player.play()
  const { world, trace } = player
  const verdict = await judge([lane.db], world.cloud.ledger, {
    accountId: world.accountId,
    paidElsewhere: new Set(world.cloud.orders.filter((order) => order.paidElsewhere).map(({ id }) => id)),
  })
  const unforeseen = world.cloud.unforeseen.map((what) => `the simulated cloud was asked ${what}`)
  const { cloud, accountId } = world
  const stayed = world.disks.flatMap((disk) => [...disk.keys()].map(() => 'an answer stays on the disk'))
  return {
    ...verdict,
    violations: [...verdict.violations, ...unforeseen, ...stayed],
    accountId,
    calls: cloud.ledger.map(({ path, outcome }) => `${path.split('/').at(-1)} ${outcome}`),
    looks: cloud.looks,
    trace,
  }
}

class Player {
  readonly world: World
  readonly trace: string[] = []
  readonly #schedule: Schedule
  readonly #lives: [Life, Life] = [new Life('A1'), new Life('B1')]
  #ids: string[] = []
  #at: 0 | 1 = 0
  #marks: number
  #steps = 0

  constructor(world: World, schedule: Schedule) {
    this.world = world
    this.#schedule = schedule
    // Marks of one run never meet.
    this.#marks = world.lane.played * 64
    world.cloud.lagMs = schedule.lagMs
  }

  async play(): Promise<void> {
    for (const wish of this.#schedule.wishes) {
      const id = await ask(this.world, wish, this.#nextMark())
      this.#ids.push(id)
      await approve(this.world, id)
    }
    for (const { after, turn } of this.#schedule.turns) {
      if (typeof after === 'string') {
        do await this.#step()
        while (this.#life.at !== after)
      } else for (let count = 0; count < after; count += 1) await this.#step()
      this.trace.push(`${this.#where()} ${Object.values(turn).join(' ')}`)
      await this.#take(turn)
    }
    await this.#comeToRest()
  }

  #nextMark(): number {
    this.#marks += 1
    return this.#marks
  }

  get #life(): Life {
    return this.#lives[this.#at]
  }

  #where(): string {
    return `${this.world.lane.time.now().toISOString().slice(11, 19)} ${this.#life.name} at ${this.#life.at ?? 'rest'}:`
  }

  /** Whoever is at work goes on to its next gate; with nothing to do it looks at what is due, or time passes. */
  async #step(): Promise<void> {
    this.#steps += 1
    if (this.#steps > stepsMax) throw new Error(`The schedule does not end:\n${this.trace.join('\n')}`)
    const life = this.#life
    if (life.isBusy) return await life.goOn()
    const [next] = await waiting(this.world, this.#ids)
    const { time } = this.world.lane
    if (next?.dueAt !== undefined && next.dueAt <= time.ms) return await life.begin(() => this.#round(life, next.id))
    const other = this.#at === 0 ? 1 : 0
    if (this.#lives[other].isBusy) this.#at = other
    else if (next?.dueAt !== undefined) await time.advance(next.dueAt - time.ms)
  }

  /** Whatever an answer on a disk still says, it is recorded or evidence by now: none may stay. */
  async #recordTheRest(): Promise<void> {
    for (const [index, life] of this.#lives.entries()) {
      const deps = depsOf(this.world, life, index === 0 ? 0 : 1)
      await life.begin(() => replayAnswers(deps))
      while (life.isBusy) await life.goOn()
    }
  }

  /** What a worker does each second (main.ts), for one request. */
  async #round(life: Life, id: string): Promise<void> {
    const deps = depsOf(this.world, life, this.#at)
    await replayAnswers(deps)
    await look(deps, id)
  }

  async #take(turn: Turn): Promise<void> {
    const { cloud, wires, lane, skewMs } = this.world
    const unpaid = cloud.orders.find(({ status, isOurs }) => status === 6 && isOurs)
    switch (turn.kind) {
      case 'other worker':
        this.#at = this.#at === 0 ? 1 : 0
        return
      case 'sleeps':
        this.#at = this.#at === 0 ? 1 : 0
        return await lane.time.advance(turn.ms)
      case 'dies':
        return this.#kill(this.#at)
      case 'time passes':
        return await lane.time.advance(turn.ms)
      case 'database fails':
        if (isStatement(this.#life.at)) await this.#life.fail(connectionLost())
        return
      case 'answer of the database lost':
        this.#life.losesNextAnswer = this.#life.isBusy
        return
      case 'lists fail':
        cloud.blindUntil = lane.time.ms + turn.ms
        return
      case 'late call arrives':
        return wires.arrive()
      case 'delivered':
        for (const order of cloud.orders) cloud.deliver(order, Math.max(0, order.count - turn.failed))
        return
      case 'paid elsewhere':
        if (unpaid) cloud.payElsewhere(unpaid)
        return
      case 'cancelled elsewhere':
        if (unpaid) unpaid.status = 4
        return
      case 'bought elsewhere':
        cloud.buyElsewhere(this.#schedule.wishes[0] ?? { count: 1, sizeGib: 100, months: 1 })
        return
      case 'price changes':
        cloud.basePriceMinor += turn.byMinor
        return
      case 'asked for its price':
        return cloud.sayPrice()
      case 'balance':
        cloud.canPay = turn.isEnough
        return
      case 'other currency':
        cloud.currency = 'USD'
        return
      case 'tampered':
        return await tamper(this.world, turn.part)
      case 'clock is off':
        skewMs[this.#at] = turn.ms
        return
      case 'person': {
        const id = this.#ids[turn.request % this.#ids.length] ?? ''
        const isDone = await act(this.world, turn.act, id, this.#nextMark())
        if (!isDone) this.trace.push('  could not')
      }
    }
  }

  #kill(index: 0 | 1): void {
    const life = this.#lives[index]
    if (!life.isBusy) return
    this.#lives[index] = new Life(`${life.name.slice(0, 1)}${Number(life.name.slice(1)) + 1}`)
  }

  /** Nothing goes wrong any more; what is still on its way arrives; everybody looks until nothing moves. */
  async #comeToRest(): Promise<void> {
    const { world } = this
    const { cloud, lane, wires } = world
    this.trace.push(`${this.#where()} quiet`)
    world.skewMs = [0, 0]
    cloud.blindUntil = 0
    cloud.canPay = true
    while (wires.flights.length > 0) wires.arrive()
    wires.becomeReliable()
    for (let round = 0; round < quietRoundsMax; round += 1) {
      for (const [index, life] of this.#lives.entries()) {
        this.#at = index === 0 ? 0 : 1
        while (life.isBusy) await this.#step()
      }
      // Not before: a call that was on its way may be the one whose key is refused.
      if (round === 0) await healAccount(world)
      for (const order of cloud.orders) cloud.deliver(order, order.count)
      const moving = (await waiting(world, this.#ids)).filter(({ state }) => !isEnd(state) && !resting.has(state))
      const [next] = moving
      if (!next) return await this.#recordTheRest()
      this.#at = round % 2 === 0 ? 0 : 1
      const life = this.#life
      if (next.dueAt === undefined) throw new Error(`A request in ${next.state} is never looked at again`)
      // Who looks late finds the same as who looks often. What still waits then does so for a person, until it expires.
      const leastMs = round < 60 ? 5 * 60_000 : 6 * 3_600_000
      if (next.dueAt > lane.time.ms) await lane.time.advance(Math.max(next.dueAt - lane.time.ms, leastMs))
      await life.begin(() => this.#round(life, next.id))
    }
    throw new Error(`The world does not come to rest:\n${this.trace.join('\n')}`)
  }
}

const isStatement = (at: string | undefined): boolean => at === 'statement' || at === 'transaction'
