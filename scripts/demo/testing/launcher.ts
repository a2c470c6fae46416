import { startPart } from '../part.ts'

// Starts one part that ignores requests to end and has a child of its own, says so, and stays until it is killed.
const [, , logFolder = ''] = process.argv
const program = `
  process.on('SIGTERM', () => undefined)
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  console.log(JSON.stringify([process.pid, child.pid]))
  setInterval(() => undefined, 1000)`
startPart({ name: 'stubborn', args: ['-e', program], env: {}, logFolder })
setInterval(() => undefined, 1000)
