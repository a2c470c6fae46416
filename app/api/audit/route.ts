import { AuditFilter } from '#lib/audit/filter.ts'
import { listAudit } from '#lib/audit/list.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/audit', AuditFilter, listAudit)
