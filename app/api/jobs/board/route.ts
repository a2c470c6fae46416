import { readBoard } from '#lib/jobs/board.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/jobs/board', JobFilter, readBoard)
