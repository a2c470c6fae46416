import { connect } from 'node:net'

/** Sends bytes as they are and returns the whole answer, or what there is of it after `patienceMs`; empty where the line was cut. */
export function sendRaw(url: string, bytes: string | Buffer, patienceMs = 10_000): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let answer = ''
    const line = connect(Number(port), hostname, () => line.write(bytes))
    const end = () => {
      line.destroy()
      resolve(answer)
    }
    line.setTimeout(patienceMs, end)
    line.on('data', (chunk) => (answer += chunk.toString('latin1')))
    line.on('error', end)
    line.on('close', end)
  })
}

/** The status of a raw answer; undefined where there was none. */
export const statusOf = (answer: string): number | undefined => {
  const found = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
  return found === undefined ? undefined : Number(found)
}
