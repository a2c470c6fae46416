import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { formatBytes } from '#lib/i18n/format.ts'
import { shortHash } from '#components/request/short-hash.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { textIn } from '#lib/i18n/server-text.ts'
import type { AccountFace, DocumentFace, RequestDetail } from '#lib/requests/queries.ts'
import { CostBlock } from './cost-block.tsx'
import { SummaryBlock } from './summary-block.tsx'
import { Warnings } from './warnings.tsx'

/**
 * The one document that requester, reviewer and worker share, drawn on the server from its frozen content: what, what it
 * costs, what to mind, why, and the exact call.
 */
export async function ReviewCard({ request, document }: { request: RequestDetail; document: DocumentFace }) {
  const [t, { locale }] = await Promise.all([getTranslations('requests'), getI18n()])
  const text = textIn(locale)
  const { state, hash } = request
  return (
    <Card
      title={state === 'awaiting_approval' ? t('card.title') : t('card.titleSigned')}
      actions={
        <span title={t('card.hashHint')}>
          <CopyId id={`sha256:${hash}`} charactersMax={24} />
        </span>
      }
    >
      <div className="flex flex-col gap-6">
        <CostBlock request={request} document={document} />
        {state === 'awaiting_approval' && <Warnings request={request} document={document} />}
        <Block title={t('card.why')}>
          {document.reason === '' ? (
            <p className="text-muted">{t('card.noReason')}</p>
          ) : (
            <blockquote className="max-w-prose border-l-2 border-line-strong pl-3 whitespace-pre-wrap">
              {document.reason}
            </blockquote>
          )}
        </Block>
        <Block title={t('card.what')}>
          <SummaryBlock summary={document.summary} operation={request.operation} text={text} />
        </Block>
        <Block title={t('card.exact')} note={t('card.exactNote')}>
          <ExactCall document={document} account={request.account} />
        </Block>
      </div>
    </Card>
  )
}

function Block({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-strong">{title}</h3>
      {note !== undefined && <p className="text-muted">{note}</p>}
      {children}
    </section>
  )
}

async function ExactCall({ document, account }: { document: DocumentFace; account: AccountFace }) {
  const [t, { locale }] = await Promise.all([getTranslations('requests'), getI18n()])
  const { call, endpoint, name, siteAndProject, bodySha256 } = document
  const label = `${call.method} ${call.path}`
  const size = t('card.size', {
    bytes: formatBytes(locale, Buffer.byteLength(call.body)),
    hash: shortHash(bodySha256),
  })
  return (
    <>
      <DefinitionList
        rows={[
          { id: 'endpoint', label: t('frozen.endpoint'), value: <Code>{endpoint}</Code> },
          {
            id: 'account',
            label: t('frozen.account'),
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                {account.name} <span className="text-muted">{account.region}</span>
                <CopyId id={siteAndProject.projectId} />
              </span>
            ),
          },
          { id: 'name', label: t('card.name'), value: <CopyId id={name} charactersMax={40} /> },
        ]}
      />
      <Tabs
        label={t('card.exact')}
        tabs={[
          { id: 'pretty', label: t('card.pretty'), content: <CodeBlock label={label} code={prettyJson(call.body)} /> },
          {
            id: 'bytes',
            label: t('card.bytes'),
            content: (
              <>
                <CodeBlock label={label} code={call.body} />
                <p className="mt-2 text-s text-muted">{size}</p>
              </>
            ),
          },
        ]}
      />
    </>
  )
}

const Code = ({ children }: { children: string }) => <span className="font-mono text-s break-all">{children}</span>

function prettyJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
