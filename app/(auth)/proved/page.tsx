import type { Metadata } from 'next'
import { AuthFrame } from '#components/sign-in/auth-frame.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { getTranslations } from '#lib/i18n/server.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('session')
  return { title: t('provedTitle') }
}

/** Where the company's provider leads back to after a proof: the page that asked is open in another tab, and goes on there. */
export default async function ProvedPage() {
  const t = await getTranslations('session')
  return (
    <AuthFrame title={t('provedTitle')} text={t('provedText')}>
      <p>
        {t('provedElse')} <TextLink href="/">{t('provedStart')}</TextLink>
      </p>
    </AuthFrame>
  )
}
