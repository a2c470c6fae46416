import { exportList, ExportInput } from '#lib/export/export.ts'
import { download } from '#lib/route.ts'

export const GET = download('GET /api/export/[list]', ExportInput, exportList)
