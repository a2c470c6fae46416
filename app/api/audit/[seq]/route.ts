import { AuditSeq, showAudit } from '#lib/audit/list.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/audit/[seq]', AuditSeq, showAudit)
