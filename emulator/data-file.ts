import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Cloud } from './cloud.ts'
import { isRecord } from './reading.ts'
import type { World } from './world/world.ts'

/** Raised when the shape of the state changes: an older file is then left alone and the world is seeded afresh. */
const version = 3

/** Writes the state beside the file and moves it into place, so that a kill never leaves half a file. */
export function saveState(cloud: Cloud, file: string): void {
  const { world, clock } = cloud
  writeFileSync(`${file}.new`, JSON.stringify({ version, offsetMs: clock.offsetMs, world }))
  renameSync(`${file}.new`, file)
}

/** Restores a saved state. Returns false when there is none of this version; throws when the file is broken. */
export function loadState(cloud: Cloud, file: string): boolean {
  if (!existsSync(file)) return false
  const saved = readJson(file)
  if (!isSaved(saved)) return false
  cloud.world = saved.world
  cloud.clock.offsetMs = saved.offsetMs
  return true
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`The state in ${file} cannot be read. Remove the file to start afresh.`, { cause })
  }
}

type Saved = { version: number; offsetMs: number; world: World }

/** Our own file under our own version number: its inside is taken on trust. */
const isSaved = (value: unknown): value is Saved =>
  isRecord(value) && value['version'] === version && typeof value['offsetMs'] === 'number' && isRecord(value['world'])
