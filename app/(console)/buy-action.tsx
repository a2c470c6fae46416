import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { accountsWith, denial, type PersonActor } from '#lib/auth/permissions.ts'
import { getTranslations } from '#lib/i18n/server.ts'

/** The way into the purchase; whoever may not ask for one is told why. */
export async function BuyAction({ actor, account }: { actor: PersonActor; account: string | undefined }) {
  const [t, words] = await Promise.all([getTranslations('frame'), getTranslations('denied')])
  const allowed = accountsWith(actor, 'request:submit')
  if (account === undefined ? allowed.length > 0 : allowed.includes(account)) {
    return (
      <LinkButton href="/operations/buy-phone-servers/new" variant="primary" icon="plus">
        {t('buy')}
      </LinkButton>
    )
  }
  const reason =
    account === undefined ? 'denied.needsAdmin' : (denial(actor, 'request:submit', { accountId: account }) ?? '')
  return (
    <Button
      variant="primary"
      icon="plus"
      disabledReason={reason === 'denied.noAccount' ? words('noAccount') : words('needsAdmin')}
    >
      {t('buy')}
    </Button>
  )
}
