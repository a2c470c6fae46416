import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { hashPassword } from '#lib/auth/passwords.ts'
import type { Database } from '#lib/db/client.ts'
import { membership } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { signIn } from '../e2e/stack.ts'
import { startWeb } from './web.ts'

const person = demoPeople.find(({ role }) => role === 'support') ?? demoPeople[0]

/** What a browser of somebody who may read all accounts asks of a web process, over one connection that stays. */
export type ListWeb = {
  /** The answer of a read: its text. Throws unless it is 200. */
  ask(path: string, query?: Record<string, string>): Promise<string>
  stop(): Promise<void>
}

/** Starts the built console on a filled database and signs somebody in. */
export async function openListWeb(filled: { db: Database; url: string; accounts: string[] }): Promise<ListWeb> {
  const { id: personId } = await createPerson(filled.db, {
    name: person.name,
    email: person.email,
    passwordHash: await hashPassword(demoPassword),
  })
  await filled.db
    .insert(membership)
    .values(filled.accounts.map((accountId) => ({ personId, accountId, role: 'support' as const })))
  const web = await startWeb(filled)
  const cookie = await signIn(web.url, person.email)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { cookie, accept: 'application/json' }
  return {
    ask: async (path, query = {}) => {
      const address = `${web.url}${path}?${new URLSearchParams(query)}`
      const asked = Promise.withResolvers<string>()
      request(address, { agent, headers }, (answer) => {
        const body = text(answer)
        if (answer.statusCode === 200) asked.resolve(body)
        else asked.reject(new Error(`${address} was answered ${answer.statusCode}`))
      })
        .on('error', asked.reject)
        .end()
      return await asked.promise
    },
    stop: async () => {
      agent.destroy()
      await web.stop()
    },
  }
}
