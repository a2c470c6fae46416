import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { cloudJob, desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { attempt, cloudAccount, request } from '../db/schema.ts'
import { jobHref } from '../jobs/queries.ts'
import { ofOrder, shownState, titleOfKind } from '../jobs/read.ts'
import { readPhones, readServer } from '../inventory/phone-server-face.ts'
import { accountFace, type Hit, type Read } from './hit.ts'
import { matchOf } from './match.ts'
import { orders, resources } from './read-ordered.ts'
import type { SearchResult } from './search-query.ts'

/** A job is found by its service and its id. */
export const jobIdOf = ({ id }: Pick<Hit, 'id'>): string => id.slice(id.indexOf(' ') + 1)
const serviceOf = ({ id }: Pick<Hit, 'id'>): string => id.slice(0, id.indexOf(' '))

/** What the hits are and how they stand. A thing that is in the inventory is not shown again as a resource of its order. */
export async function readHits(ctx: Context, hits: Hit[], text: string): Promise<SearchResult[]> {
  const kinds = [...Map.groupBy(hits, ({ kind }) => kind)]
  const read = await Promise.all(
    kinds.map(async ([kind, those]) => {
      const wanted = new Set(those.map(({ accountId, id }) => `${accountId} ${id}`))
      const accounts = [...new Set(those.map(({ accountId }) => accountId))]
      const ids = [...new Set(those.map(({ id }) => id))]
      const found = await readers[kind](ctx, { accounts, ids }, text)
      return kind === 'phone' || kind === 'job'
        ? found
        : found.filter(({ account, id }) => wanted.has(`${account?.id ?? ''} ${id}`))
    }),
  )
  const results = read.flat()
  const inventory = new Set(results.filter(({ kind }) => kind !== 'eip').map(({ id }) => id))
  return results.filter(({ kind, id }) => kind !== 'eip' || !inventory.has(id))
}

const jobs: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: cloudJob.jobId,
      service: cloudJob.service,
      kind: cloudJob.kind,
      state: cloudJob.state,
      orderStatus: ofOrder(sql`o.status`).mapWith(Number),
      account: accountFace,
    })
    .from(cloudJob)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudJob.accountId))
    // The whole key, row by row: for a list of ids alone Postgres would ask the index of trigrams for each.
    .where(
      sql`(${cloudJob.accountId}, ${cloudJob.service}, ${cloudJob.jobId}) in (
        select mine, service, job from unnest(${sql.param(accounts)}::uuid[]) as mine cross join unnest(
          ${sql.param(ids.map((id) => serviceOf({ id })))}::text[], ${sql.param(ids.map((id) => jobIdOf({ id })))}::text[]
        ) as jobs (service, job))`,
    )
  return found.map(({ id, service, kind, state, orderStatus, account: its }) => ({
    kind: 'job',
    id,
    title: id,
    detail: titleOfKind(kind),
    state: shownState(state, orderStatus),
    account: its,
    href: jobHref(service, id),
    match: matchOf(text, [id]),
  }))
}

const requests: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: request.id,
      number: request.number,
      title: request.title,
      state: request.state,
      account: accountFace,
      cloudIds: sql<
        string[]
      >`array(select cloud_request_id from ${attempt} a where a.request_id = ${request.id} and cloud_request_id is not null)`,
    })
    .from(request)
    .innerJoin(cloudAccount, eq(cloudAccount.id, request.accountId))
    .where(and(inArray(request.accountId, accounts), inArray(request.id, ids)))
  return found.map(({ id, number, title, state, account: its, cloudIds }) => ({
    kind: 'request',
    id,
    title: `#${number} ${title}`,
    detail: null,
    state,
    account: its,
    href: `/requests/${id}`,
    match: matchOf(text, [id, String(number), title, ...cloudIds]),
  }))
}

const phoneServers: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: phoneServer.serverId,
      name: phoneServer.name,
      status: phoneServer.status,
      goneAt: phoneServer.goneAt,
      raw: phoneServer.raw,
      account: accountFace,
    })
    .from(phoneServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, phoneServer.accountId))
    .where(and(inArray(phoneServer.accountId, accounts), inArray(phoneServer.serverId, ids)))
  return found.map(({ id, name, status, goneAt, raw, account: its }) => {
    const addresses = readServer(raw).addresses.flatMap(({ serverIp, publicIp }) => [serverIp ?? '', publicIp ?? ''])
    return {
      kind: 'phone_server',
      id,
      title: name,
      detail: detailOf(text, id, addresses),
      state: goneAt ? 'gone' : String(status),
      account: its,
      href: `/phone-servers/${encodeURIComponent(id)}`,
      match: matchOf(text, [id, name, ...addresses]),
    }
  })
}

/** The address that was looked for, else the id. */
const detailOf = (text: string, id: string, addresses: readonly string[]): string =>
  addresses.find((each) => each !== '' && each.includes(text)) ?? id

const phones: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      serverId: phoneServer.serverId,
      server: phoneServer.name,
      phones: phoneServer.phones,
      account: accountFace,
    })
    .from(phoneServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, phoneServer.accountId))
    .where(and(inArray(phoneServer.accountId, accounts), inArray(phoneServer.serverId, ids)))
  const sought = text.toLowerCase()
  return found.flatMap(({ serverId, server, phones: stored, account: its }) =>
    readPhones(stored)
      .filter(({ id, name }) => id.toLowerCase().includes(sought) || name.toLowerCase().includes(sought))
      .map(({ id, name, status }) => ({
        kind: 'phone' as const,
        id,
        title: name || id,
        detail: server,
        state: status === null ? null : String(status),
        account: its,
        href: `/phone-servers/${encodeURIComponent(serverId)}`,
        match: matchOf(text, [id, name]),
      })),
  )
}

const Addresses = z.object({ addresses: z.array(z.string()).catch([]) }).catch({ addresses: [] })

const desktops: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: desktop.desktopId,
      name: desktop.name,
      status: desktop.status,
      user: desktop.userName,
      goneAt: desktop.goneAt,
      raw: desktop.raw,
      account: accountFace,
    })
    .from(desktop)
    .innerJoin(cloudAccount, eq(cloudAccount.id, desktop.accountId))
    .where(and(inArray(desktop.accountId, accounts), inArray(desktop.desktopId, ids)))
  return found.map(({ id, name, status, user, goneAt, raw, account: its }) => {
    const { addresses } = Addresses.parse(raw)
    return {
      kind: 'desktop',
      id,
      title: name,
      detail: user || detailOf(text, id, addresses),
      state: goneAt ? 'gone' : status,
      account: its,
      href: `/desktops/${encodeURIComponent(id)}`,
      match: matchOf(text, [id, name, user, ...addresses]),
    }
  })
}

const servers: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: ecsServer.serverId,
      name: ecsServer.name,
      status: ecsServer.status,
      addresses: ecsServer.addresses,
      goneAt: ecsServer.goneAt,
      account: accountFace,
    })
    .from(ecsServer)
    .innerJoin(cloudAccount, eq(cloudAccount.id, ecsServer.accountId))
    .where(and(inArray(ecsServer.accountId, accounts), inArray(ecsServer.serverId, ids)))
  return found.map(({ id, name, status, addresses, goneAt, account: its }) => ({
    kind: 'server',
    id,
    title: name,
    detail: addresses || id,
    state: goneAt ? 'gone' : status,
    account: its,
    href: `/servers/${encodeURIComponent(id)}`,
    match: matchOf(text, [id, name, ...addresses.split(/[\s,]+/)]),
  }))
}

const readers: Record<Hit['kind'], Read> = {
  order: orders,
  job: jobs,
  request: requests,
  phone_server: phoneServers,
  phone: phones,
  desktop: desktops,
  server: servers,
  resource: resources,
}
