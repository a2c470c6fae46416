import { randomUUID } from 'node:crypto'
import { request, requestVersion } from '#lib/db/schema.ts'
import type { Database } from '#lib/db/client.ts'
import type { Cast } from '#lib/db/testing/requests.ts'
import { approvalHash, RequestDocument } from '../document.ts'

/** A document as a purchase of two phone servers leaves it. */
export const documentOf = (
  { account }: Pick<Cast, 'account'>,
  values: Partial<RequestDocument> = {},
): RequestDocument =>
  RequestDocument.parse({
    schema: 1,
    operation: 'buy-phone-servers',
    contractVersion: 1,
    account: {
      id: account.id,
      name: account.name,
      site: account.site,
      region: account.region,
      projectId: account.projectId,
    },
    endpoint: 'https://cph.cn-north-4.myhuaweicloud.com',
    call: {
      service: 'cph',
      method: 'POST',
      api: 'cph.purchase',
      path: '/v2/x/cloud-phone/servers',
      body: '{"count":2}',
    },
    name: `live-farm-${randomUUID().slice(0, 8)}`,
    input: {},
    summary: [{ step: 'image', label: 'wizard.count', value: '2' }],
    headline: '2 × physical.kg1.4xlarge.cp',
    expected: 2,
    price: { amountMinor: 100_000, officialMinor: 120_000, currency: 'CNY', quotedAt: '2026-11-22T04:00:00.000Z' },
    reason: 'For the live shop',
    expiresAt: '2099-01-01T00:00:00.000Z',
    ...values,
  })

/** Puts a request with a document into a state, past the verbs that would lead there. `stored` is kept in its stead. */
export async function insertWithDocument(
  db: Database,
  cast: Pick<Cast, 'account' | 'admin'>,
  values: Partial<typeof request.$inferInsert> = {},
  document = documentOf(cast),
  stored: unknown = document,
): Promise<typeof request.$inferSelect> {
  const hash = approvalHash(document)
  const [created] = await db
    .insert(request)
    .values({
      operation: document.operation,
      accountId: cast.account.id,
      title: document.headline,
      state: 'awaiting_approval',
      approvalHash: hash,
      fingerprint: randomUUID(),
      amountMinor: document.price?.amountMinor ?? null,
      currency: document.price?.currency ?? null,
      expiresAt: new Date(document.expiresAt),
      createdBy: cast.admin.id,
      submitKey: randomUUID(),
      ...values,
    })
    .returning()
  if (!created) throw new Error('The request was not written')
  await db.insert(requestVersion).values({
    requestId: created.id,
    version: created.version,
    document: stored,
    approvalHash: hash,
    body: document.call.body,
    createdBy: created.createdBy,
  })
  return created
}

/** The same with a document as a console of another version has written it. */
export const insertUnreadable = (
  db: Database,
  cast: Pick<Cast, 'account' | 'admin'>,
  values: Partial<typeof request.$inferInsert> = {},
): Promise<typeof request.$inferSelect> => {
  const document = documentOf(cast)
  return insertWithDocument(db, cast, values, document, { ...document, schema: 2, expected: 'two' })
}
