/** Why nobody was signed in, as a message key; undefined when somebody was. */
export type Refusal = string | undefined

/** Signs in at next-auth's own address and leaves its session cookie in the browser. Does not throw. */
export async function signInWithPassword(email: string, password: string): Promise<Refusal> {
  try {
    const answer = await post('/api/auth/callback/credentials', { email, password })
    const url = new URL(answer, window.location.origin)
    // next-auth answers a lost or foreign token with its sign-in page.
    if (url.searchParams.has('csrf')) return 'auth.signInAgain'
    return url.searchParams.get('error') ?? undefined
  } catch {
    return 'auth.unreachable'
  }
}

/** Ends the session on the server, then leads to the sign-in page, also when the server did not answer. */
export async function signOut(): Promise<void> {
  try {
    await post('/api/auth/signout', {})
  } finally {
    window.location.assign('/sign-in')
  }
}

/** Posts a form with next-auth's token against other sites' forms; returns the address it would lead to. */
async function post(path: string, fields: Record<string, string>): Promise<string> {
  const { csrfToken } = await readJson<{ csrfToken: string }>(await fetch('/api/auth/csrf', { cache: 'no-store' }))
  const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: '/', json: 'true' })
  const { url } = await readJson<{ url: string }>(await fetch(path, { method: 'POST', body }))
  return url
}

async function readJson<T>(response: Response): Promise<T> {
  if (response.status >= 500) throw new Error(`${response.status}`)
  // Both answers are next-auth's own, whose shapes it documents.
  return (await response.json()) as T
}
