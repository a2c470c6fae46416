import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { drawIcons } from './draw-icons.ts'

test('the icon sprite holds exactly the icons that are named', async () => {
  expect(await readFile(new URL('../components/ui/icons.svg', import.meta.url), 'utf8')).toBe(await drawIcons())
})
