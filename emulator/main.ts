import { createEmulator } from './app.ts'

const number = (name: string, fallback: number): number => {
  const text = process.env[name]
  const value = text === undefined || text === '' ? fallback : Number(text)
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a number, not ${text}.`)
  return value
}

const dataFile = process.env['EMULATOR_DATA_FILE']
const emulator = createEmulator({
  timeScale: number('TIME_SCALE', 60),
  ...(dataFile !== undefined && dataFile !== '' && { dataFile }),
})

const stop = (): void => void emulator.close().then(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

const url = await emulator.listen(number('EMULATOR_PORT', 4010), process.env['EMULATOR_HOST'] ?? '127.0.0.1')
console.log(`Emulator is listening: ${url}`)
