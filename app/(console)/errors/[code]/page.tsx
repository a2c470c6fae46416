import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { findEntry } from '#lib/error-book/book.ts'
import { AskedCode, explain } from '#lib/error-book/explain.ts'
import type { Explanation } from '#lib/error-book/queries.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { RetryMark } from '../retry-mark.tsx'

type Props = { params: Promise<{ code: string }> }

/** The code in the address, whether or not the book has it. */
async function askedCode({ params }: Props): Promise<string> {
  const asked = AskedCode.shape.code.safeParse(decoded((await params).code))
  return asked.success ? asked.data : notFound()
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [code, t] = await Promise.all([askedCode(props), getTranslations('errorBook')])
  return { title: t('one.title', { code }) }
}

export default async function ErrorCodePage(props: Props) {
  await requirePage()
  const [code, { locale }, t] = await Promise.all([askedCode(props), getI18n(), getTranslations('errorBook.one')])
  const entry = findEntry(code)
  return (
    <>
      <PageHeader
        context={<TextLink href="/errors">{t('back')}</TextLink>}
        title={<span className="font-mono break-all">{code}</span>}
        actions={<CopyId id={code} charactersMax={40} />}
      />
      <div className="max-w-4xl">
        {entry ? <Known explanation={explain(entry, locale)} /> : <Unknown code={code} />}
      </div>
    </>
  )
}

async function Known({ explanation }: { explanation: Explanation }) {
  const t = await getTranslations('errorBook.one')
  const { name, code, service, httpStatuses, isPretend, retry, meaning, tryAgain, whoCan, whatToDo } = explanation
  return (
    <Card title={meaning}>
      <DefinitionList
        rows={[
          { id: 'try', label: t('tryAgain'), value: <RetryMark retry={retry}>{tryAgain}</RetryMark> },
          { id: 'who', label: t('whoCan'), value: whoCan },
          { id: 'what', label: t('whatToDo'), value: <p className="max-w-prose">{whatToDo}</p> },
          { id: 'service', label: t('service'), value: service },
          ...(httpStatuses.length === 0 ? [] : [{ id: 'http', label: t('http'), value: httpStatuses.join(', ') }]),
          ...(name === code
            ? []
            : [{ id: 'codes', label: t('codes'), value: <span className="font-mono text-s">{name}</span> }]),
          ...(isPretend ? [{ id: 'pretend', label: '', value: t('pretend') }] : []),
        ]}
      />
    </Card>
  )
}

async function Unknown({ code }: { code: string }) {
  const t = await getTranslations('errorBook.unknown')
  return (
    <Alert
      tone="unknown"
      title={t('title')}
      actions={<LinkButton href={`/errors?q=${encodeURIComponent(code)}`}>{t('action')}</LinkButton>}
    >
      <p>{t('text')}</p>
      <p className="mt-2">{t('whatToDo')}</p>
    </Alert>
  )
}
