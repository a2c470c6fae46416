import { z } from 'zod'
import { route } from '#lib/route.ts'
import { listViews } from '#lib/views/list.ts'

export const GET = route('GET /api/views', z.object({}), listViews)
