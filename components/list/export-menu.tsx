'use client'

import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type ExportedList, type ExportFormat, exportFormats } from '#lib/export/exported-lists.ts'
import { listHref } from '#lib/page.ts'
import { ListMenu } from './list-menu.tsx'

const load = () => import('./export-dialog.tsx')
const ExportDialog = lazy(async () => ({ default: (await load()).ExportDialog }))

type Props = {
  list: ExportedList
  /** How the list is narrowed and sorted. */
  filter: Record<string, string | undefined>
  /** Where a page has two of them. */
  label?: string
}

/** Takes the list along as a file: all of its rows, narrowed and sorted as it is. */
export function ExportMenu({ list, filter, label }: Props) {
  const t = useTranslations('ui.export')
  const words = label ?? t('label')
  const [format, setFormat] = useState<ExportFormat>()
  const address = `/api/export/${list}`
  return (
    <>
      <ListMenu
        icon="download"
        label={words}
        sections={[
          {
            id: 'formats',
            heading: t('heading'),
            items: exportFormats.map((each) => ({ id: each, label: t(each), onSelect: () => setFormat(each) })),
          },
        ]}
      />
      {format && (
        <Suspense>
          <ExportDialog
            address={listHref(address, { ...filter, after: undefined, before: undefined, format })}
            format={format}
            onClose={() => setFormat(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
