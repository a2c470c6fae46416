import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Address } from './addresses.ts'
import type { Finding } from './finding.ts'
import { runScanner } from './run-scanner.ts'

type Options = { folder: string; url: string; cookie: string; addresses: Address[]; secondsMax: number }

/**
 * Lets sqlmap try every parameter of the addresses, and the last part of each path. Its results file has a line for each that lets it
 * into the database.
 */
export async function scanWithSqlmap({ folder, url, cookie, addresses, secondsMax }: Options) {
  mkdirSync(folder, { recursive: true })
  const [targets, results, log] = [join(folder, 'targets.txt'), join(folder, 'results.csv'), join(folder, 'sqlmap.log')]
  writeFileSync(targets, targetsOf(url, addresses).join('\n'))
  const ended = await runScanner(
    'sqlmap',
    ['-m', targets, '--batch', '--level=2', '--risk=1', '--dbms=PostgreSQL', '--technique=BEUST', '--threads=4']
      .concat([
        '--cookie',
        cookie,
        '--drop-set-cookie',
        '--param-exclude=countersign',
        '--ignore-code=401',
        '--skip-waf',
      ])
      .concat(['--disable-coloring', '--timeout=30', '--output-dir', join(folder, 'out'), '--results-file', results]),
    { log, secondsMax },
  )
  const said = readFileSync(log, 'utf8')
  const tried = new Set([...said.matchAll(/^.*\[INFO\] testing URL '([^']+)'/gm)].map(([, target]) => target))
  return {
    findings: findingsOf(existsSync(results) ? readFileSync(results, 'utf8') : ''),
    tried: tried.size,
    cut: [
      ...(ended ? [] : ['the rest of the addresses']),
      ...(said.includes('unable to connect to the target URL') ? ['addresses that did not answer'] : []),
    ],
  }
}

/**
 * All parameters of an address in one; then the path with a mark at its end, which sqlmap takes for a parameter. It goes through them
 * from the last to the first: the reads stand behind the pages, which ask the same and take ten times as long.
 */
const targetsOf = (url: string, addresses: Address[]): string[] => {
  const isRead = ({ path }: Address) => path.startsWith('/api/')
  const all = [...addresses.filter((each) => !isRead(each)), ...addresses.filter(isRead)]
  return [
    ...all
      .filter(({ parameters }) => Object.keys(parameters).length > 0)
      .map(({ path, parameters }) => `${url}${path}?${new URLSearchParams(parameters)}`),
    ...all.filter(({ path }) => /\/[^/]*\d[^/]*$/.test(path)).map(({ path }) => `${url}${path}*`),
  ]
}

function findingsOf(results: string): Finding[] {
  const rows = results.split('\n').slice(1)
  // What it takes back once it has looked twice it still lists, with a note.
  const injectable = rows
    .filter((row) => !row.includes('false positive or unexploitable'))
    .map((row) => row.split(','))
    .filter(([, place = '']) => place.trim() !== '')
  return injectable.map(([where = '', place = '', name = '']) => ({
    scanner: 'sqlmap',
    where,
    what: `${place} ${name} reaches the database`,
  }))
}
