import { AccountId } from '#lib/accounts/new-account.ts'
import { showAccount } from '#lib/accounts/show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/accounts/[accountId]', AccountId, showAccount)
