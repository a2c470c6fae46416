import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Address } from './addresses.ts'
import type { Finding } from './finding.ts'
import { runScanner } from './run-scanner.ts'

/**
 * What is tried against what lies behind an answer, and against the answer itself. Without `ssrf`, which asks a server elsewhere
 * whether it was called: e2e/security/addresses.test.ts is about that.
 */
export const modules = {
  behind: ['sql', 'blindsql', 'file', 'exec'],
  itself: [
    'xss',
    'permanentxss',
    'redirect',
    'crlf',
    'csrf',
    'csp',
    'cookieflags',
    'http_headers',
    'methods',
    'backup',
  ],
}

const graceSeconds = 120

/** What it says and what is so on purpose. */
const onPurpose = [
  // Browsers have thrown their filter out, since it could be turned against the page; what wapiti asks for would switch it on.
  /X-XSS-Protection is not set/,
  // The script of the form adds the token; without it next-auth signs nobody in, and the proxy takes no post from elsewhere.
  /^\/api\/auth\/callback\/credentials: Lack of anti CSRF token/,
]

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.array(z.object({ path: z.string(), info: z.string(), parameter: z.string().nullish() })),
  ),
  anomalies: z.record(
    z.string(),
    z.array(z.object({ path: z.string(), info: z.string(), parameter: z.string().nullish() })),
  ),
})

type Options = {
  folder: string
  url: string
  /** A header; empty for nobody. */
  cookie: string
  addresses: Address[]
  modules: string[]
  /** For each module. */
  secondsMax: number
}

/** Lets wapiti attack the addresses, and no others, with all their parameters. */
export async function scanWithWapiti({ folder, url, cookie, addresses, secondsMax, ...asked }: Options) {
  mkdirSync(folder, { recursive: true })
  const [starts, cookies, report, log] = [
    join(folder, 'starts.txt'),
    join(folder, 'cookies.json'),
    join(folder, 'report.json'),
    join(folder, 'wapiti.log'),
  ]
  writeFileSync(starts, addresses.map((address) => `${url}${withQuery(address)}\n`).join(''))
  writeFileSync(cookies, JSON.stringify(jarOf(url, cookie)), { mode: 0o600 })
  const ended = await runScanner(
    'wapiti',
    [
      '-u',
      `${url}/`,
      '-s',
      starts,
      '-c',
      cookies,
      '-m',
      asked.modules.join(','),
      '-d',
      '1',
      '--max-links-per-page',
      '1',
    ]
      .concat(['--no-bugreport', '--verify-ssl', '0', '-t', '20'])
      .concat(['--max-scan-time', String(secondsMax), '--max-attack-time', String(secondsMax), '--flush-session'])
      .concat(['--store-session', folder, '-f', 'json', '-o', report]),
    // It looks at its watch between two addresses only.
    { log, secondsMax: (secondsMax + graceSeconds) * (asked.modules.length + 1) },
  )
  if (!existsSync(report)) throw new Error(`wapiti left no report: ${readFileSync(log, 'utf8').slice(-2000)}`)
  const said = readFileSync(log, 'utf8')
  const tried = Number(/found (\d+) URLs and forms/.exec(said)?.[1] ?? 0)
  const cut = [...said.matchAll(/Max attack time was reached for module (\w+)/g)].map(([, name = '']) => name)
  return {
    findings: findingsOf(Report.parse(JSON.parse(readFileSync(report, 'utf8')))),
    tried,
    cut: ended ? cut : [...cut, 'the rest of the modules'],
  }
}

const withQuery = ({ path, parameters }: Address): string =>
  Object.keys(parameters).length === 0 ? path : `${path}?${new URLSearchParams(parameters)}`

/** Cookies in the form in which wapiti reads them. */
const jarOf = (url: string, cookie: string) => ({
  [new URL(url).hostname]: {
    '/': Object.fromEntries(
      cookie
        .split('; ')
        .filter(Boolean)
        .map((pair) => [
          pair.slice(0, pair.indexOf('=')),
          {
            value: pair.slice(pair.indexOf('=') + 1),
            secure: true,
            expires: null,
            port: null,
            version: 0,
            HttpOnly: true,
          },
        ]),
    ),
  },
})

const findingsOf = ({ vulnerabilities, anomalies }: z.output<typeof Report>): Finding[] =>
  Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([sort, all]) =>
    all
      .filter(({ path, info }) => !onPurpose.some((known) => known.test(`${path}: ${info}`)))
      .map(({ path, info, parameter }) => ({
        scanner: 'wapiti',
        where: path,
        what: `${sort}: ${info} ${parameter ?? ''}`.trim(),
      })),
  )
