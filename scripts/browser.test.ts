import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../e2e/browser.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-browser-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function install(name: string, mode = 0o755) {
  const file = path.join(folder, name)
  writeFileSync(file, '')
  chmodSync(file, mode)
  return file
}

test('a browser on the search path is found', () => {
  const chrome = install('google-chrome')
  expect(findBrowser({ NODE_ENV: 'test', PATH: folder })).toBe(chrome)
})

test('CHROME_PATH goes before the search path', () => {
  install('chromium')
  const chosen = install('my-browser')
  expect(findBrowser({ NODE_ENV: 'test', PATH: folder, CHROME_PATH: chosen })).toBe(chosen)
})

test('without a browser, or with a file that cannot run, none is found', () => {
  install('chromium', 0o644)
  expect(findBrowser({ NODE_ENV: 'test', PATH: folder, CHROME_PATH: path.join(folder, 'gone') })).toBeUndefined()
})
