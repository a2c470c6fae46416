import { NextResponse, type NextRequest } from 'next/server'
import { clientAddress } from '#lib/auth/client-address.ts'
import { takePending } from '#lib/auth/company-cookie.ts'
import { finishCompanySignIn } from '#lib/auth/company-provider.ts'
import { companySettings } from '#lib/auth/company-settings.ts'
import { signInFromCompany } from '#lib/auth/company-sign-in.ts'
import { anybodysContext } from '#lib/auth/session.ts'
import { readSessionId, writeSessionId } from '#lib/auth/session-cookie.ts'
import { consoleUrl, env } from '#lib/env.ts'
import { AppError, toError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'

const unkept = { 'cache-control': 'no-store' }

/** Where the company's provider sends the browser back to. */
export async function GET({ nextUrl, headers }: NextRequest): Promise<Response> {
  const settings = companySettings()
  if (!settings) return new Response(null, { status: 404, headers: unkept })
  const to = (path: string) => NextResponse.redirect(new URL(path, consoleUrl()), { headers: unkept })
  const pending = await takePending()
  if (!pending) return to('/sign-in?error=auth.companyFailed')
  try {
    const callback = new URL(settings.redirectUri)
    callback.search = nextUrl.search
    const who = await finishCompanySignIn(settings, callback, pending)
    const sid = await signInFromCompany(anybodysContext().db, who, {
      userAgent: headers.get('user-agent') ?? '',
      address: clientAddress(headers.get('x-forwarded-for') ?? '', env().COUNTERSIGN_PROXIES),
      earlierSessionId: await readSessionId(),
      isAgain: pending.isAgain,
    })
    await writeSessionId(sid)
    return to(pending.next)
  } catch (thrown) {
    log.warn({ entry: 'company sign-in', error: toError(thrown) }, 'company sign-in refused')
    return to(`/sign-in?error=${thrown instanceof AppError ? thrown.message : 'auth.companyFailed'}`)
  }
}
