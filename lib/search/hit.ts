import type { Context } from '../context.ts'
import { cloudAccount } from '../db/schema.ts'
import type { SearchKind, SearchResult } from './search-query.ts'

/** A row that has the text somewhere: of a phone it is its server's, of a resource of an order its id. */
export type Hit = { kind: Exclude<SearchKind, 'person' | 'eip'> | 'resource'; accountId: string; id: string }

/** Reads what the hits of a kind are. */
export type Read = (ctx: Context, those: { accounts: string[]; ids: string[] }, text: string) => Promise<SearchResult[]>

/** The account that something is of. */
export const accountFace = { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region }
