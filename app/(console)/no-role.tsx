import { ForbiddenState } from '#components/ui/state-face.tsx'
import { getTranslations } from '#lib/i18n/server.ts'

/** What a person sees who is signed in and has no role anywhere. */
export async function NoRole() {
  const t = await getTranslations('frame.noRole')
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <ForbiddenState title={t('title')}>{t('text')}</ForbiddenState>
    </>
  )
}
