import { ReadDraft, readDraft } from '#lib/drafts/read.ts'
import { route } from '#lib/route.ts'

export const GET = route('GET /api/drafts/[operation]', ReadDraft, readDraft)
