import { type TestDatabase, createTestDatabase } from '#lib/db/testing/database.ts'
import { Lane } from './world.ts'

/** So many lanes on databases of their own, for one suite. */
export async function openLanes(count: number): Promise<{ lanes: Lane[]; close(): Promise<void> }> {
  const databases: TestDatabase[] = await Promise.all(Array.from({ length: count }, createTestDatabase))
  const lanes = await Promise.all(databases.map(({ url }) => Lane.open(url)))
  return {
    lanes,
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
      await Promise.all(databases.map((database) => database.drop()))
    },
  }
}
