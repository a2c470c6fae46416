'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { AppError } from '#lib/errors.ts'
import type { ExportFormat } from '#lib/export/exported-lists.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { type ExportProgress, takeExport } from './take-export.ts'

type Props = { address: string; format: ExportFormat; onClose: () => void }

/** How far the file has come; closing it breaks the export off. */
export function ExportDialog({ address, format, onClose }: Props) {
  const t = useTranslations('ui.export')
  const words = useTranslations('common')
  const text = useText()
  const { progress, failure, again } = useExport({ address, format, onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      role="alertdialog"
      title={t('title', { format: format.toUpperCase() })}
      footer={
        <>
          <Button onClick={onClose}>{words(failure === undefined ? 'cancel' : 'close')}</Button>
          {failure !== undefined && (
            <Button variant="primary" onClick={again}>
              {t('again')}
            </Button>
          )}
        </>
      }
    >
      {failure === undefined ? (
        <HowFar {...progress} />
      ) : (
        <Alert tone="danger" title={t('failed')} urgent>
          {text(failure)}
        </Alert>
      )}
    </Dialog>
  )
}

/** Of the rows where they were counted beforehand; otherwise how many there are so far. */
function HowFar({ rows, total }: ExportProgress) {
  const t = useTranslations('ui.export')
  if (total !== null) return <Progress label={t('progress')} value={rows} max={total} text={t('of', { rows, total })} />
  return (
    <p className="flex items-center gap-2 text-muted">
      <Spinner />
      {t('soFar', { rows })}
    </p>
  )
}

function useExport({ address, format, onClose }: Props) {
  const t = useTranslations('ui.export')
  const toast = useToast()
  const [nth, setNth] = useState(0)
  const [progress, setProgress] = useState<ExportProgress>({ rows: 0, total: null })
  const [failure, setFailure] = useState<string>()
  const whenDone = useRef({ t, toast, onClose })
  useEffect(() => {
    whenDone.current = { t, toast, onClose }
  })
  useEffect(() => {
    const stop = new AbortController()
    const run = async () => {
      const { name, rows } = await takeExport(address, { format, signal: stop.signal, onProgress: setProgress })
      const { t: say, toast: show, onClose: close } = whenDone.current
      show({ tone: 'success', title: say('done', { name }), detail: say('rows', { rows }) })
      close()
    }
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) setFailure(error instanceof AppError ? error.message : 'errors.exportBroken')
    })
    return () => stop.abort()
  }, [address, format, nth])
  const again = () => {
    setFailure(undefined)
    setProgress({ rows: 0, total: null })
    setNth(nth + 1)
  }
  return { progress, failure, again }
}
