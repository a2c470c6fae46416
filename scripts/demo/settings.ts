import path from 'node:path'
import { LaunchError } from './launch-error.ts'

export type DemoSettings = {
  port: number
  emulatorPort: number
  dataDir: string
  /** A Postgres of the person's own; undefined for the built-in one. */
  databaseUrl: string | undefined
  /** Seconds of the pretend cloud per real second. */
  timeScale: number
  /** Remove what earlier runs kept. */
  reset: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the demo's settings. Throws LaunchError naming the one that cannot be used. */
export function readSettings(env: Environment, args: readonly string[]): DemoSettings {
  const unknown = args.find((arg) => arg !== '--reset')
  if (unknown !== undefined)
    throw new LaunchError(`The demo does not know ${unknown}. It knows --reset (start afresh).`)
  const settings = {
    port: portOf(env, 'PORT', 3000),
    emulatorPort: portOf(env, 'EMULATOR_PORT', 4010),
    dataDir: path.resolve(env['DATA_DIR'] || '.data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    timeScale: Number(env['TIME_SCALE'] || 60),
    reset: args.includes('--reset'),
  }
  if (!(settings.timeScale > 0)) throw new LaunchError(`TIME_SCALE must be a number above 0, not ${env['TIME_SCALE']}.`)
  if (settings.port === settings.emulatorPort)
    throw new LaunchError(`PORT and EMULATOR_PORT are both ${settings.port}. Choose two different ports.`)
  return settings
}

function portOf(env: Environment, name: string, usual: number): number {
  const port = Number(env[name] || usual)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new LaunchError(`${name} must be a port number (1 to 65535), not ${env[name]}.`)
}
