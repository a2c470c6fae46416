'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from './button.tsx'
import { useCopy } from './use-copy.ts'

type Props = {
  /** What it is, for example `POST /v2/{project_id}/cloud-phone/servers`. */
  label: string
  code: string
}

/** Exact text, byte for byte, in a scrolling region with a copy button. */
export function CodeBlock({ label, code }: Props) {
  const t = useTranslations('ui')
  const { isCopied, copy } = useCopy(code)
  return (
    <figure className="overflow-hidden rounded-m border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line py-1 pr-1 pl-3">
        <span className="min-w-0 truncate font-mono text-s text-muted">{label}</span>
        <span className="shrink-0">
          <Button variant="quiet" size="small" icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
            {isCopied ? t('copied') : t('copy')}
          </Button>
        </span>
      </figcaption>
      <pre tabIndex={0} role="region" aria-label={label} className="max-h-96 overflow-auto p-3 font-mono text-s">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
