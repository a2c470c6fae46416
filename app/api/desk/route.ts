import { readDesk } from '#lib/requests/desk.ts'
import { DeskFilter } from '#lib/requests/desk-filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/desk', DeskFilter, readDesk)
