import { z } from 'zod'
import { listAuditChoices } from '#lib/audit/list.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/audit/choices', z.object({}), listAuditChoices)
