import { z } from 'zod'
import { readSession } from '#lib/auth/my-sessions.ts'
import { route } from '#lib/route.ts'

/** How long the session lives; asking keeps it no longer alive. */
export const GET = route('GET /api/session', z.object({}), readSession)
