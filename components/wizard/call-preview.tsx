'use client'

import { useTranslations } from 'use-intl/react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Tabs } from '#components/ui/tabs.tsx'

type Props = {
  method: string
  url: string
  /** The body as JSON, indented for reading. */
  body: string
  /** The same as commands of other tools. */
  equivalents: { id: string; label: string; caption: string; code: string }[]
}

/** The very call that will be signed and sent, and what it would be in other tools. */
export function CallPreview({ method, url, body, equivalents }: Props) {
  const t = useTranslations('wizard.call')
  const http = `${method} ${url}\nContent-Type: application/json\n\n${body}`
  return (
    <Tabs
      label={t('label')}
      tabs={[
        {
          id: 'http',
          label: 'HTTP',
          content: <CodeBlock label={`${method} ${new URL(url).pathname}`} code={http} />,
        },
        ...equivalents.map(({ id, label, caption, code }) => ({
          id,
          label,
          content: <CodeBlock label={caption} code={code} />,
        })),
      ]}
    />
  )
}
