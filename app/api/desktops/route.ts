import { listDesktops } from '#lib/inventory/desktops.ts'
import { DesktopFilter } from '#lib/inventory/desktops-filter.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/desktops', DesktopFilter, listDesktops)
