import { ListAccounts, listAccountRows } from '#lib/accounts/list.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/accounts', ListAccounts, listAccountRows)
