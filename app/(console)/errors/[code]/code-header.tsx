import { CopyId } from '#components/ui/copy-id.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { getTranslations } from '#lib/i18n/server.ts'

/** The code as the heading of its page, and the way back to the book. */
export async function CodeHeader({ code }: { code: string }) {
  const t = await getTranslations('errorBook.one')
  return (
    <PageHeader
      context={<TextLink href="/errors">{t('back')}</TextLink>}
      title={<span className="font-mono break-all">{code}</span>}
      actions={<CopyId id={code} charactersMax={40} />}
    />
  )
}
