import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'

const css = await readFile(new URL('../../app/globals.css', import.meta.url), 'utf8')

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
)

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string, theme: 'light' | 'dark'): number {
  const [one, other] = [a, b].map((name) => {
    const hex = tokens.get(name)?.[theme]
    if (hex === undefined) throw new Error(`No token ${name}`)
    return luminance(hex)
  })
  const [low = 0, high = 0] = [one ?? 0, other ?? 0].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['canvas', 'surface', 'sunken', 'hover', 'selected']
const tones = ['neutral', 'info', 'wait', 'unknown', 'success', 'danger']

const textPairs = [
  ...grounds.flatMap((ground) => ['ink', 'muted', 'accent', ...tones].map((text) => [text, ground])),
  ...tones.flatMap((tone) => [
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-solid'],
  ['on-danger', 'danger-solid-hover'],
  ['on-tooltip', 'tooltip'],
]

const shapePairs = grounds.flatMap((ground) => ['control', 'focus', 'danger', 'accent'].map((shape) => [shape, ground]))

/** What pictures are drawn with; they stand on cards, and light up under the pointer. */
const seriesPairs = ['surface', 'hover'].flatMap((ground) =>
  [1, 2, 3, 4, 5, 6].map((number) => [`series-${number}`, ground]),
)

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(textPairs)('%s on %s is read at 4.5:1', (text = '', ground = '') => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5)
  })

  test.each([...shapePairs, ...seriesPairs])('%s beside %s is seen at 3:1', (shape = '', ground = '') => {
    expect(contrast(shape, ground, theme)).toBeGreaterThanOrEqual(3)
  })
})
