import { expect, test } from 'vitest'
import { flatErrors } from './flat-errors.ts'

test('errors are listed by the names of their fields', () => {
  const name = { type: 'custom', message: 'errors.required', ref: {} }
  const port = { type: 'too_small', message: 'errors.portRange' }
  const errors = { server: { name }, access: { ports: [undefined, { port }] } }
  expect(flatErrors(errors)).toEqual([
    { name: 'server.name', error: name },
    { name: 'access.ports.1.port', error: port },
  ])
})

test('an error of a whole list bears the name of the list', () => {
  const root = { type: 'custom', message: 'errors.portTwice' }
  expect(flatErrors({ access: { ports: { root } } })).toEqual([{ name: 'access.ports', error: root }])
})

test('fields that are called type or message are fields all the same', () => {
  const wrong = { type: 'custom', message: 'errors.required' }
  expect(flatErrors({ disk: { type: wrong, message: wrong } })).toEqual([
    { name: 'disk.type', error: wrong },
    { name: 'disk.message', error: wrong },
  ])
})
