import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stopProcess } from '../cloud.ts'

const config = join(import.meta.dirname, '../../deploy/haproxy.cfg')
const readyWithinMs = 30_000

export type Answer = { status: number; asked: string }

export type TlsFront = {
  url: string
  /** The file of the certificate that it shows, which is its own authority. */
  certificate: string
  /** Every request so far and what it was answered, in their order. */
  answers: () => Answer[]
  close(): Promise<void>
}

/**
 * HAProxy with the file of the guide before two web processes, without what it lets one address ask in a while: a scanner
 * would meet that limit and nothing else. `folder` keeps key and configuration.
 */
export async function openTlsFront(folder: string, port: number, webs: readonly string[]): Promise<TlsFront> {
  mkdirSync(folder, { recursive: true })
  const [certificate, both, file] = [
    join(folder, 'certificate.pem'),
    join(folder, 'both.pem'),
    join(folder, 'haproxy.cfg'),
  ]
  makeCertificate(certificate, both)
  const lines = readFileSync(config, 'utf8').split('\n')
  const unlimited = lines.filter((line) => !line.includes('deny_status 429'))
  if (unlimited.length === lines.length) throw new Error('The limits of deploy/haproxy.cfg are written otherwise now')
  writeFileSync(file, unlimited.join('\n'))
  const log = join(folder, 'haproxy.log')
  const out = openSync(log, 'w', 0o600)
  const [one = '', two = ''] = webs.map((web) => new URL(web).host)
  const proxy = spawn('haproxy', ['-db', '-f', file], {
    env: {
      ...process.env,
      CONSOLE_HOST: '127.0.0.1',
      CONSOLE_HTTPS: `127.0.0.1:${port}`,
      CONSOLE_CERTIFICATE: both,
      CONSOLE_WEB_ONE: one,
      CONSOLE_WEB_TWO: two,
    },
    stdio: ['ignore', out, 'ignore'],
  })
  closeSync(out)
  await untilListening(proxy, port)
  return {
    url: `https://127.0.0.1:${port}`,
    certificate,
    answers: () => answersIn(readFileSync(log, 'utf8')),
    close: () => stopProcess(proxy),
  }
}

/** HAProxy's own form of a line: status, bytes, two cookies, how it ended, two counts, and the request. */
const answersIn = (log: string): Answer[] =>
  [...log.matchAll(/ (\d{3}) \+?\d+ \S+ \S+ \S{4} [\d/+]+ [\d/]+ "(.*)$/gm)].map(([, status, asked = '']) => ({
    status: Number(status),
    asked,
  }))

/** Writes a certificate for this machine, and it with its key. */
function makeCertificate(certificate: string, both: string): void {
  const key = `${both}.key`
  const wanted = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const named = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', [...wanted, ...named, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 })
}

async function untilListening(proxy: ChildProcess, port: number): Promise<void> {
  for (const until = Date.now() + readyWithinMs; ; await pause(100)) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const line = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      line.unref().setTimeout(1000, () => line.destroy())
      line.on('connect', () => line.destroy())
    })
    if (isOpen) return
    if (proxy.exitCode !== null || Date.now() > until) throw new Error('HAProxy does not begin')
  }
}
