import { NextResponse, type NextRequest } from 'next/server'
import { keepPending } from '#lib/auth/company-cookie.ts'
import { beginCompanySignIn } from '#lib/auth/company-provider.ts'
import { companySettings } from '#lib/auth/company-settings.ts'
import { safeNextPath } from '#lib/auth/next-path.ts'
import { consoleUrl } from '#lib/env.ts'
import { toError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'

const headers = { 'cache-control': 'no-store' }

/** Sends the browser to the company's provider; `again` for somebody who must prove once more who they are. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  const settings = companySettings()
  if (!settings) return new Response(null, { status: 404, headers })
  const next = safeNextPath(nextUrl.searchParams.get('next'))
  try {
    const { url, pending } = await beginCompanySignIn(settings, { next, isAgain: nextUrl.searchParams.has('again') })
    await keepPending(pending)
    return NextResponse.redirect(url, { headers })
  } catch (thrown) {
    log.warn({ entry: 'company sign-in', error: toError(thrown) }, 'the provider cannot be asked')
    return NextResponse.redirect(new URL('/sign-in?error=auth.companyFailed', consoleUrl()), { headers })
  }
}
