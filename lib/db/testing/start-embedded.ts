import { startEmbedded } from '../embedded.ts'

// Starts the built-in Postgres in the folder given, says its address, and stays until it is killed.
const [, , dataDir = ''] = process.argv
const server = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
process.stdout.write(`${JSON.stringify({ url: server.url('postgres'), isReused: server.isReused })}\n`)
setInterval(() => undefined, 1000)
