import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { getTranslations } from '#lib/i18n/server.ts'

/** Said alike for what is not there and what the person may not see, so that nobody learns of others' things. */
export default async function NotFound() {
  const t = await getTranslations('frame.notFound')
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState icon="search" title={t('title')} actions={<LinkButton href="/">{t('action')}</LinkButton>}>
        {t('text')}
      </EmptyState>
    </>
  )
}
