import { expect, test } from 'vitest'
import { readForm } from './read-form.ts'

const form = (body: BodyInit, type = 'application/x-www-form-urlencoded') =>
  readForm(new Request('http://console.example', { method: 'POST', headers: { 'content-type': type }, body }))

test('a form is read as it was sent', async () => {
  expect(await form('email=a%40b&password=%E4%B8%8D')).toEqual({ text: 'email=a%40b&password=%E4%B8%8D' })
  expect(await form('{"email":"a"}', 'application/json; charset=utf-8')).toEqual({ text: '{"email":"a"}' })
})

test('a form of more than 16 KiB is refused, and not read to its end', async () => {
  expect(await form('a'.repeat(16 * 1024))).toMatchObject({ text: expect.any(String) })
  expect(await form('a'.repeat(16 * 1024 + 1))).toEqual({ status: 413 })
  let chunks = 0
  const endless = new ReadableStream({
    pull(stream) {
      chunks += 1
      stream.enqueue(new Uint8Array(4096))
    },
  })
  const headers = { 'content-type': 'application/json' }
  // Node's fetch demands `duplex` for a stream, which its types lack.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: endless, duplex: 'half' }
  expect(await readForm(new Request('http://console.example', init))).toEqual({ status: 413 })
  expect(chunks).toBeLessThan(10)
})

test.each(['', '{', '[]', 'null', '"text"', '1'])('JSON that is no object is refused: %s', async (text) => {
  expect(await form(text, 'application/json')).toEqual({ status: 400 })
})

test.each(['multipart/form-data; boundary=x', 'text/plain', ''])('what is no form is refused: %s', async (type) => {
  expect(await form('a=b', type)).toEqual({ status: 415 })
})
