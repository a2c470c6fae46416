import { parseArgs } from 'node:util'
import { rollThrough } from '../e2e/replicas/rolling.ts'
import { openSite } from '../e2e/replicas/site.ts'

// `npm run rolling`: two web processes and two workers are restarted one after the other while people buy. Needs a build.
//   -- --purchases N   so many purchases (100)
//   -- --rounds N      so often each process is restarted (2)
// Exit 1 when a purchase was lost or made twice, a person was refused, or a process did not end in good order.

const { values } = parseArgs({
  options: { purchases: { type: 'string', default: '100' }, rounds: { type: 'string', default: '2' } },
})
const purchases = Number(values.purchases)
const beganAt = performance.now()
const site = await openSite()
try {
  const { verdict, ledger, restarts, front } = await rollThrough(site, { purchases, rounds: Number(values.rounds) })
  for (const { name, code, drainedMs } of restarts) console.log(`${name} ended with ${code} after ${drainedMs} ms`)
  console.log(`front: ${front.redispatched} passed on elsewhere, ${front.failures.length} unanswered`)
  console.log(`console: ${JSON.stringify(verdict.counts)} ${JSON.stringify(verdict.states)}`)
  console.log(`cloud: ${ledger.purchases} purchases, ${ledger.names} of them different, ${ledger.payments} payments`)
  // Next ends with 128 + the number of the signal.
  const faults = [
    ...verdict.violations,
    ...front.failures,
    ...restarts.filter(({ code }) => code !== 0 && code !== 143).map(({ name }) => `${name} did not end in good order`),
    ...Object.entries(ledger).flatMap(([what, count]) => (count === purchases ? [] : [`${count} ${what}`])),
  ]
  for (const fault of faults) console.log(`✗ ${fault}`)
  const seconds = ((performance.now() - beganAt) / 1000).toFixed(0)
  console.log(`${purchases} purchases, ${restarts.length} restarts, ${faults.length} faults, ${seconds} s`)
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  await site.close()
}
