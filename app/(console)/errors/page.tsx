import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { BookFilter } from '#lib/error-book/filter.ts'
import { listEntries } from '#lib/error-book/list.ts'
import { codeHref } from '#lib/error-book/queries.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import type { SearchParams } from '../search-params.ts'
import { BookList } from './book-list.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('errorBook')
  return { title: t('title') }
}

export default async function ErrorBookPage({ searchParams }: SearchParams) {
  await requirePage()
  const [{ locale }, t, params] = await Promise.all([getI18n(), getTranslations('errorBook'), searchParams])
  const { code } = params
  if (typeof code === 'string' && code !== '') redirect(codeHref(code))
  const filter = BookFilter.parse(params)
  const found = listEntries(filter, locale)
  return (
    <>
      <PageHeader title={t('title')} count={found.total} />
      <p className="max-w-prose">{t('intro')}</p>
      <BookList filter={filter} found={found} />
    </>
  )
}
