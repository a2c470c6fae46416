import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { demoPassword } from '#lib/auth/demo-people.ts'
import { cloudJob } from '#lib/db/mirror-schema.ts'
import { freePort } from '../cloud.ts'
import { buy, openShop } from '../replicas/rolling.ts'
import { type Site, openSite } from '../replicas/site.ts'
import { postSignIn } from '../stack.ts'
import { type Address, addressesOf } from './addresses.ts'
import { type Answer, openTlsFront } from './tls-front.ts'

/** The console as it runs for real, over https, with something of everything in it, and somebody who may see all of it. */
export type ScanWorld = {
  url: string
  certificate: string
  /** What was asked of it so far, and answered. */
  answers: () => Answer[]
  site: Site
  /** Of somebody who has every role. */
  cookie: string
  pages: Address[]
  reads: Address[]
  close(): Promise<void>
}

const somebody = 'owner@demo.test'
const filledWithinMs = 180_000

/** Starts the build of `.next` behind HAProxy. `folder` keeps what that needs. */
export async function openScanWorld(folder: string): Promise<ScanWorld> {
  const port = await freePort()
  const url = `https://127.0.0.1:${port}`
  const site = await openSite({ NEXTAUTH_URL: url })
  try {
    return await openOn(site, { folder, port, url })
  } catch (thrown) {
    await site.close()
    throw thrown
  }
}

async function openOn(site: Site, { folder, port, url }: { folder: string; port: number; url: string }) {
  const webs = site.webs.map((web) => web.url)
  const [one = ''] = webs
  await fillWithSomething(site, { url: one, through: url })
  await giveEveryRole(site)
  const { cookie } = await postSignIn(one, { email: somebody, password: demoPassword, origin: url })
  const front = await openTlsFront(join(folder, 'front'), port, webs)
  return {
    url,
    certificate: front.certificate,
    answers: front.answers,
    site,
    cookie,
    ...(await addressesOf(site)),
    async close() {
      await front.close()
      await site.close()
    },
  }
}

/** One purchase and one job, and waits until the lists have something to show. */
async function fillWithSomething(site: Site, at: { url: string; through: string }): Promise<void> {
  const shop = await openShop(site, at)
  await buy(shop, 0)
  // A purchase makes none.
  await site.db.insert(cloudJob).values({
    accountId: shop.accountId,
    jobId: 'job-of-the-scan',
    service: 'cph',
    kind: 'switch-phone-server',
    state: 'running',
    startedAt: new Date(),
  })
  const tables = ['request', 'cloud_order', 'cloud_job', 'phone_server', 'desktop', 'ecs_server', 'audit']
  for (const until = Date.now() + filledWithinMs; ; await pause(500)) {
    const each = tables.map((table) => `exists (select from ${table}) as ${table}`)
    const [row = {}] = (await site.db.execute(sql.raw(`select ${each.join(', ')}`))).rows
    const empty = tables.filter((table) => row[table] !== true)
    if (empty.length === 0) return
    if (Date.now() > until) throw new Error(`There is nothing in ${empty.join(', ')}`)
  }
}

async function giveEveryRole(site: Site): Promise<void> {
  await site.db.execute(sql`
    insert into membership (person_id, account_id, role)
    select person.id, cloud_account.id, role
    from person, cloud_account, unnest(array['owner', 'admin', 'reviewer', 'support']) as role
    where person.email = ${somebody}
    on conflict do nothing`)
}
