import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopProcess } from '../cloud.ts'

const worker = join(import.meta.dirname, '../../lib/worker/main.ts')

/** So many worker processes on one database; who dies is replaced. */
export class Crew {
  readonly #members = new Set<ChildProcess>()
  readonly #env: NodeJS.ProcessEnv
  readonly #program: string
  #isOver = false
  restarts = 0

  constructor(env: Record<string, string>, program: string = worker) {
    this.#program = program
    // Workers start by the hundred: what the compiler made of them is kept.
    this.#env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'countersign-compiled'), ...env, NODE_ENV: 'test' }
  }

  /** The processes that live now. */
  get pids(): number[] {
    return [...this.#members].flatMap(({ pid }) => (pid === undefined ? [] : [pid]))
  }

  hire(count: number): void {
    for (let index = 0; index < count; index += 1) this.#start()
  }

  #start(): void {
    const child = spawn(process.execPath, [this.#program], {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    this.#members.add(child)
    child.once('exit', () => {
      this.#members.delete(child)
      if (this.#isOver) return
      this.restarts += 1
      this.#start()
    })
  }

  async dismiss(): Promise<void> {
    this.#isOver = true
    for (const child of this.#members) child.kill('SIGCONT')
    await Promise.all([...this.#members].map(stopProcess))
  }
}
