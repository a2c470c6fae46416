import { QuotasOf, readQuotas } from '#lib/inventory/quotas.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/insights/quotas', QuotasOf, readQuotas)
