import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import compile from 'icu-minify/compile'
import { describe, expect, test } from 'vitest'
import { messages } from './messages.ts'

type Tree = { readonly [key: string]: string | Tree }

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )

const english = new Map(flatten(messages.en))
const chinese = new Map(flatten(messages['zh-CN']))

/** Names of the placeholders and tags of a message, whatever the branches they stand in. */
const placeholders = (text: string) => [...new Set(inList(compile(text)))].toSorted().join(' ')

const inList = (nodes: unknown): string[] => (Array.isArray(nodes) ? nodes.flatMap(inNode) : [])

/** A compiled node is `[name]`, `[name, kind, branches]` with a kind above nought, or `[tag, ...children]`. */
function inNode(node: unknown): string[] {
  if (!Array.isArray(node)) return []
  const [name, kind, ...rest] = node
  if (kind === undefined) return [String(name)]
  if (typeof kind !== 'number' || kind === 0) return [`<${name}>`, ...inList([kind, ...rest])]
  return [String(name), ...Object.values(rest[0] ?? {}).flatMap(inList)]
}

/** Words that are the same in both languages: product names, units, codes. */
const untranslated =
  /\b(AK|SK|API|ADB|CNY|CPH|CSV|Ctrl|Countersign|ECS|EIP|English|GiB|IAM|ID|IP|GPU|IPv[46]|JSON|KooCLI|Mbit\/s|OBS|SHA|OpenID Connect|SNAT|TCP|Terraform|URL|UTC|VNC|VPC|vCPU|Webhook)\b/g

const proseOf = (text: string) =>
  text
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/\{\w+, (plural|select),|=?\w+ \{|[{}#]/g, ' ')
    .replaceAll(/<\/?\w+>/g, ' ')
    .replaceAll(untranslated, ' ')

describe('both languages', () => {
  test('have the same keys', () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('have words behind every key', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  test('fill the same placeholders', () => {
    const different = [...english].filter(([key, text]) => placeholders(text) !== placeholders(chinese.get(key) ?? ''))
    expect(different.map(([key]) => key)).toEqual([])
  })
})

test('no English sentence is left in the Chinese texts', () => {
  const left = [...chinese].filter(([, text]) => {
    const prose = proseOf(text)
    const hasChinese = /\p{Script=Han}/u.test(text)
    return /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(prose) || (!hasChinese && /[A-Za-z]{3,}/.test(prose))
  })
  expect(left.map(([key, text]) => `${key}: ${text}`)).toEqual([])
})

test('no Chinese character is left in the English texts', () => {
  const left = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text))
  expect(left.map(([key]) => key)).toEqual([])
})

test('every text is used somewhere', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.startsWith(path.join('lib', 'i18n', 'messages')) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
  const namespaces = new Set(['', ...sources.flatMap(openedNamespaces)])
  const literals = new Set(sources.flatMap(quotedTexts))
  const patterns = sources.flatMap(templatePatterns)
  const isUsed = (key: string) =>
    [...namespaces].some((namespace) => {
      if (namespace !== '' && !key.startsWith(`${namespace}.`)) return false
      const rest = namespace === '' ? key : key.slice(namespace.length + 1)
      return literals.has(rest) || patterns.some((pattern) => pattern.test(rest))
    })
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
})

const openedNamespaces = (source: string): string[] =>
  [...source.matchAll(/(?:useTranslations|getTranslations|translatorFor)\((?:[^()'"]*,\s*)?'([\w.-]+)'/g)].flatMap(
    ([, namespace]) => namespace ?? [],
  )

/** Texts in quotes; parameters behind a bar belong to no key. */
const quotedTexts = (source: string): string[] =>
  [...source.matchAll(/'([\w.-]+)(?:\|[^']*)?'/g)].flatMap(([, text]) => text ?? [])

/** Keys put together at run time, such as `${status}.word`, as patterns. One that is a placeholder only says nothing. */
const templatePatterns = (source: string): RegExp[] =>
  [...source.matchAll(/`((?:[\w.-]|\$\{[^{}`]+\})+)(?:\|[^`]*)?`/g)]
    .flatMap(([, text]) => text ?? [])
    .filter((text) => text.includes('${') && /\.|^\w/.test(text.replaceAll(/\$\{[^{}]+\}/g, '')))
    .map(
      (text) => new RegExp(`^${text.replaceAll('.', String.raw`\.`).replaceAll(/\$\{[^{}]+\}/g, String.raw`[\w-]+`)}$`),
    )
