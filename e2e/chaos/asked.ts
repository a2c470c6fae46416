import { randomBytes } from 'node:crypto'
import { validInput } from '../protocol/input.ts'
import type { ChaosOperation } from './plan.ts'
import type { Lane, Rig } from './rig.ts'

type Ask = (rig: Rig, lane: Lane, index: number) => Promise<unknown>

/** What is asked for in cell `index`: no two cells of a run are about the same thing or cost the same. */
export const inputs: Partial<Record<ChaosOperation, Ask>> = {
  'buy-phone-servers': async (_, { db, accountId }, index) => {
    const input = await validInput(db, accountId, `chaos-${randomBytes(4).toString('hex')}`)
    const sizeGib = 20 + (index % 3200) * 10
    return {
      ...input,
      image: { ...input.image, count: 1 },
      disks: { ...input.disks, phoneDisk: { type: 'GPSSD', sizeGib } },
    }
  },
}
