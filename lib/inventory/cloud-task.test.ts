import { expect, test } from 'vitest'
import { taskWord } from './cloud-task.ts'

test('every documented task has a word, and an unknown one has none', () => {
  expect(
    ['resize_prep', 'resize_migrating', 'resize_migrated', 'resize_finish', 'resize_reverting'].map(taskWord),
  ).toEqual(Array.from({ length: 5 }, () => 'resizing'))
  expect(['powering-off', 'powering-on', 'reboot_started_hard', 'rebuild_spawning', 'spawning'].map(taskWord)).toEqual([
    'stopping',
    'starting',
    'rebooting',
    'rebuilding',
    'creating',
  ])
  expect(taskWord('shelving')).toBeUndefined()
})
