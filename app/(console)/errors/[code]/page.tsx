import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { findEntry } from '#lib/error-book/book.ts'
import { explain } from '#lib/error-book/explain.ts'
import type { Explanation } from '#lib/error-book/queries.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { RetryMark } from '../retry-mark.tsx'
import { codeOf } from './asked-code.ts'
import { CodeHeader } from './code-header.tsx'

type Props = { params: Promise<{ code: string }> }

/** The code in the address, whether or not the book has it. */
const askedCode = async ({ params }: Props): Promise<string> => codeOf((await params).code) ?? notFound()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [code, t] = await Promise.all([askedCode(props), getTranslations('errorBook')])
  return { title: t('one.title', { code }) }
}

export default async function ErrorCodePage(props: Props) {
  await requirePage()
  const [code, { locale }] = await Promise.all([askedCode(props), getI18n()])
  const entry = findEntry(code)
  if (!entry) notFound()
  return (
    <>
      <CodeHeader code={code} />
      <div className="max-w-4xl">
        <Known explanation={explain(entry, locale)} />
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
