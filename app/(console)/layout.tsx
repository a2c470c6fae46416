import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { looksOf } from '#components/list/list-look.ts'
import { ListLooks } from '#components/list/list-looks.tsx'
import { navCookie } from '#components/shell/nav-cookie.ts'
import { ConsoleFrame } from '#components/shell/console-frame.tsx'
import { cached } from '#components/shell/prefetched.tsx'
import { chooseTheme, themeCookie } from '#components/shell/theme.ts'
import { listAccounts } from '#lib/auth/visible-accounts.ts'
import { accountsWith } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { livePosition } from '#lib/live/process-hub.ts'
import { RequestFilter } from '#lib/requests/filter.ts'
import { countRequests } from '#lib/requests/list.ts'
import { deskCountQuery } from '#lib/requests/desk-query.ts'
import { readPurchases } from '#lib/requests/purchases.ts'
import { purchasesQuery } from '#lib/requests/purchases-query.ts'
import { waitingQuery } from '#lib/requests/waiting-query.ts'
import { listViews } from '#lib/views/list.ts'
import { viewsQuery } from '#lib/views/queries.ts'
import { askPasskey } from '../(auth)/sign-in/actions.ts'
import { chosenAccount } from './chosen-account.ts'
import { resumeAll } from './purchases/actions.ts'
import { NoRole } from './no-role.tsx'
import { confirm, confirmPasskey, stay } from './settings/me/actions.ts'
import { remove, rename, save, share } from './views/actions.ts'

const sessionActions = { confirm, confirmPasskey, askPasskey, stay }
const viewActions = { save, rename, share, remove }

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  // First of all: what changes while the page is read is told again.
  const liveSince = livePosition()
  const { ctx, email, bind } = await requirePage()
  const [{ locale }, jar, account] = await Promise.all([getI18n(), cookies(), chosenAccount(ctx.actor)])
  const [accounts, views, waiting, onDesk, purchases] = await Promise.all([
    listAccounts(ctx),
    listViews(ctx),
    countRequests(ctx, RequestFilter.parse({ account, whose: 'for_me' })),
    countRequests(ctx, RequestFilter.parse({ account, group: 'desk' })),
    readPurchases(ctx),
  ])
  return (
    <I18nArea
      locale={locale}
      messages={messagesOf(locale, ['denied', 'frame', 'live', 'operationTitles', 'session', 'status'])}
    >
      <ConsoleFrame
        person={{ name: ctx.actor.name, email }}
        accounts={accounts}
        account={account}
        counted={{ waiting: waiting.count, onDesk: onDesk.count }}
        state={cached([
          { key: waitingQuery(account).queryKey, data: waiting.count },
          { key: deskCountQuery(account).queryKey, data: onDesk.count },
          { key: purchasesQuery().queryKey, data: purchases },
          { key: viewsQuery().queryKey, data: views },
        ])}
        decides={accountsWith(ctx.actor, 'request:approve').length > 0}
        asks={accountsWith(ctx.actor, 'request:submit').length > 0}
        owns={accountsWith(ctx.actor, 'person:manage').length > 0}
        session={sessionActions}
        audits={accountsWith(ctx.actor, 'audit:read').length > 0}
        resumePurchases={bind(resumeAll)}
        liveSince={liveSince}
        navCollapsed={jar.get(navCookie)?.value === 'collapsed'}
        theme={chooseTheme(jar.get(themeCookie)?.value)}
      >
        <ListLooks
          personId={ctx.actor.personId}
          stored={looksOf(ctx.actor.personId, jar.getAll())}
          actions={viewActions}
        >
          {ctx.actor.memberships.length === 0 ? <NoRole /> : children}
        </ListLooks>
      </ConsoleFrame>
    </I18nArea>
  )
}
