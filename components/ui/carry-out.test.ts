import { expect, test } from 'vitest'
import { carryOut } from './carry-out.ts'

test('a dialog is busy while its work runs, and leaves when it is done', async () => {
  const stages: string[] = []
  await carryOut(
    async () => stages.push('run'),
    (stage) => stages.push(stage),
  )
  expect(stages).toEqual(['busy', 'run', 'done'])
})

test('a dialog whose work breaks off says so, is not busy any more, and stays', async () => {
  const stages: string[] = []
  const broken = carryOut(
    () => Promise.reject(new Error('gone')),
    (stage) => stages.push(stage),
  )
  await expect(broken).rejects.toThrow('gone')
  expect(stages).toEqual(['busy', 'broken'])
})
