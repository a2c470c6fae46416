import { writeFile } from 'node:fs/promises'
import { iconNames } from '#components/ui/icon-names.ts'

type Shape = [tag: string, attributes: Record<string, string>]

/**
 * Draws the sprite that `Icon` points into. Icons as React components would cost every page several KiB of script;
 * one cached picture costs none.
 */
export async function drawIcons(): Promise<string> {
  const symbols = await Promise.all(iconNames.map(drawSymbol))
  const notice = '<!-- Icons from Lucide (ISC licence), drawn by scripts/draw-icons.ts -->'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${notice}\n${symbols.join('\n')}\n</svg>\n`
}

async function drawSymbol(name: string): Promise<string> {
  const icon: unknown = await import(`lucide-react/icons/${name}`)
  // Lucide exports every icon's shapes beside its component; the sprite's test fails should that change.
  const { __iconData: data } = icon as { __iconData: { node: Shape[] } }
  const shapes = data.node.map(([tag, { key: _, ...attributes }]) => {
    const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
    return `<${tag}${pairs.join('')}/>`
  })
  const pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
  return `<symbol id="${name}" viewBox="0 0 24 24"><g ${pen}>${shapes.join('')}</g></symbol>`
}

if (import.meta.main) await writeFile(new URL('../components/ui/icons.svg', import.meta.url), await drawIcons())
