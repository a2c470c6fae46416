import { askToken, postSignIn } from '../e2e/stack.ts'

type Attempt = { email: string; password: string; address: string }

/** Somebody who guesses at the sign-in as programs do: with one anti-forgery token for all attempts. */
export class Stranger {
  readonly url: string
  readonly #token: { cookie: string; csrfToken: string }
  #addresses = 0

  private constructor(url: string, token: { cookie: string; csrfToken: string }) {
    this.url = url
    this.#token = token
  }

  static async at(url: string): Promise<Stranger> {
    return new Stranger(url, await askToken(url))
  }

  /** A network address whose network no attempt came from yet. */
  anotherAddress(): string {
    this.#addresses += 1
    return `2001:db8:${this.#addresses.toString(16)}::1`
  }

  /** Tries as from `address`, and returns how it was answered. */
  async tries({ address, ...form }: Attempt): Promise<{ outcome: 'wrong' | 'locked' | 'busy' | 'in'; cookie: string }> {
    const headers = { 'x-forwarded-for': address }
    const { text, cookie } = await postSignIn(this.url, { ...form, ...this.#token, headers })
    if (text.includes('auth.wrongSignIn')) return { outcome: 'wrong', cookie }
    if (text.includes('auth.tooMany')) return { outcome: 'locked', cookie }
    return { outcome: text.includes('auth.busy') ? 'busy' : 'in', cookie }
  }

  /** Signs in with the right password and returns the cookies. Throws when it is refused. */
  async signsIn(email: string, password: string): Promise<string> {
    const { outcome, cookie } = await this.tries({ email, password, address: this.anotherAddress() })
    if (outcome !== 'in') throw new Error(`The sign-in was answered: ${outcome}`)
    return cookie
  }
}
