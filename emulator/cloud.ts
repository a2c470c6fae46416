import type { Reaction } from './agenda.ts'
import type { Clock } from './clock.ts'
import type { Options } from './options.ts'
import type { World } from './world/world.ts'

/** Everything a handler or an event may touch: the state, the time, the switches, and who reacts to events. */
export type Cloud = {
  world: World
  clock: Clock
  options: Options
  reactions: Record<string, Reaction>
}
