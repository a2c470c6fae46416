import { headers } from 'next/headers'
import { Alert } from '#components/ui/alert.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requestPathHeader } from '#lib/auth/request-path.ts'
import { getTranslations } from '#lib/i18n/server.ts'
import { codeOf } from './asked-code.ts'
import { CodeHeader } from './code-header.tsx'

/** Of a code that the book does not have there is no page, and still something to say. */
export default async function UnknownCode() {
  const t = await getTranslations('errorBook.unknown')
  const [path = ''] = ((await headers()).get(requestPathHeader) ?? '').split('?')
  const code = codeOf(path.slice(path.lastIndexOf('/') + 1)) ?? ''
  return (
    <>
      <CodeHeader code={code} />
      <div className="max-w-4xl">
        <Alert
          tone="unknown"
          title={t('title')}
          actions={<LinkButton href={`/errors?q=${encodeURIComponent(code)}`}>{t('action')}</LinkButton>}
        >
          <p>{t('text')}</p>
          <p className="mt-2">{t('whatToDo')}</p>
        </Alert>
      </div>
    </>
  )
}
