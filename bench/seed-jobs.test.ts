import { expect, test } from 'vitest'
import { findEntry } from '#lib/error-book/book.ts'
import { jobs } from '#lib/i18n/messages/en/jobs.ts'
import { findOperation } from '#lib/operations/registry.ts'
import { failures, kinds } from './seed-jobs.ts'

const named = Object.values(kinds)
  .flatMap(Object.keys)
  .map((kind) => kind.split('|'))

test('every seeded job has the kind that the mirror would give it', () => {
  const strange = named.filter(([kind = '', cloudKind = '']) => {
    const isKnown = cloudKind === '' || Object.hasOwn(jobs.cloudKinds, cloudKind)
    return !isKnown || (findOperation(kind) === undefined && kind !== cloudKind)
  })
  expect(named.length).toBeGreaterThan(10)
  expect(strange).toEqual([])
})

test('every seeded failure has a code of the error book', () => {
  const codes = Object.values(failures).flatMap(Object.keys)
  expect(codes.filter((code) => findEntry(code) === undefined)).toEqual([])
})
