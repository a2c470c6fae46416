import { DesktopId, showDesktop } from '#lib/inventory/desktops-show.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/desktops/[desktopId]', DesktopId, showDesktop)
