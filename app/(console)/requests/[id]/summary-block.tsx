import { DefinitionList } from '#components/ui/definition-list.tsx'
import { ScrollList } from '#components/ui/scroll-list.tsx'
import { getTranslations } from '#lib/i18n/server.ts'
import type { DocumentFace } from '#lib/requests/queries.ts'

type Row = DocumentFace['summary'][number]

const steps = ['target', 'account', 'model', 'image', 'network', 'access', 'disks', 'term'] as const

type Props = { summary: Row[]; operation: string; text: (message: string) => string }

/** The lines of the request in groups, as the wizard asked for them. */
export async function SummaryBlock({ summary, operation, text }: Props) {
  const t = await getTranslations('requests.steps')
  const groups = Map.groupBy(summary, ({ step }) => step)
  return (
    <div className="grid gap-x-8 gap-y-5 2xl:grid-cols-2">
      {[...groups].map(([step, rows]) => {
        const known = steps.find((each) => each === step)
        // An operation may call its steps otherwise; text that is no key comes back as it is.
        const own = `${operation}.steps.${step}`
        const title = text(own) === own ? t(known ?? 'other') : text(own)
        return (
          <section key={step} className="min-w-0">
            <h4 className="border-b border-line-strong mb-2 pb-1 text-s text-muted">{title}</h4>
            <DefinitionList
              rows={rows.map((row, index) => ({
                id: `${index} ${row.label}`,
                label: text(row.label),
                value: <Value row={row} text={text} />,
                below: row.list && row.list.length > 0 && <ScrollList label={text(row.label)} rows={row.list} />,
              }))}
            />
          </section>
        )
      })}
    </div>
  )
}

function Value({ row, text }: { row: Row; text: (message: string) => string }) {
  const { words, value, detail } = row
  return (
    <>
      <span className="break-words">
        {[words === undefined ? undefined : text(words), value].filter((part) => part !== undefined).join(' · ')}
      </span>
      {detail !== undefined && <span className="block font-mono text-s break-all text-muted">{detail}</span>}
    </>
  )
}
