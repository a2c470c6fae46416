import { actionIds } from '../direct.ts'
import { signIn } from '../stack.ts'

/** The name of what no attack may write. */
export const marker = `forged-${crypto.randomUUID()}`

export type Posted = { headers?: Record<string, string | null>; body?: BodyInit; method?: string; path?: string }

/** The action that is attacked, as somebody who is signed in posts it, and what it has written. */
export async function stageAction(url: string) {
  const cookie = await signIn(url, 'admin@demo.test')
  const id = actionIds().get('view.save') ?? ''
  const view = { list: 'orders', name: marker, query: '', columns: '', density: 'normal' }
  const post = async ({ headers = {}, body = JSON.stringify([view]), method = 'POST', path = '/' }: Posted) => {
    const sent: Record<string, string | null> = {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
      origin: url,
      cookie,
      ...headers,
    }
    const kept = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== null)
    const answer = await fetch(url + path, {
      method,
      headers: Object.fromEntries(kept),
      redirect: 'manual',
      ...(method === 'GET' ? {} : { body }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const views = async () => (await fetch(`${url}/api/views`, { headers: { cookie } })).text()
  return { cookie, id, view, post, views }
}

/** Whether the action did what it was asked. */
export const isTaken = ({ text }: { text: string }) => /^\d+:\{.*"ok":true/m.test(text)
