'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { Alert } from '#components/ui/alert.tsx'
import { AskFirst, type Question } from '#components/ui/ask-first.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'
import { AddFactor } from './add-factor.tsx'
import type { EnrolActions } from './enrol-actions.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

type Factor = { id: string; kind: 'totp' | 'passkey'; name: string; createdAt: Date; usedAt: Date | null }

type Props = {
  factors: Factor[]
  recoveryCodesLeft: number
  isRequired: boolean
  passkeys: boolean
  enrol: EnrolActions
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
  renewCodes: (input: Record<string, never>) => Promise<ActionResult<{ recoveryCodes: string[] }>>
}

/** What one signs in with beside the password. */
export function MyFactors({ factors, recoveryCodesLeft, isRequired, passkeys, enrol, remove, renewCodes }: Props) {
  const t = useTranslations('factors')
  const text = useText()
  const toast = useToast()
  const router = useRouter()
  const [isAdding, setAdding] = useState(false)
  const [codes, setCodes] = useState<string[]>()
  const [question, setQuestion] = useState<Question>()
  const renew = async () => {
    const result = await confirming(() => renewCodes({}))
    if (result.ok) setCodes(result.value.recoveryCodes)
    else toast({ tone: 'danger', title: text(result.error.message) })
  }
  const forget = async (id: string) => {
    const result = await confirming(() => remove({ id }))
    toast(result.ok ? { tone: 'success', title: t('removed') } : { tone: 'danger', title: text(result.error.message) })
    router.refresh()
  }
  const close = () => {
    setAdding(false)
    setCodes(undefined)
    router.refresh()
  }
  const isLast = isRequired && factors.length === 1
  return (
    <Card title={t('mine')} actions={<Button onClick={() => setAdding(true)}>{t('add')}</Button>}>
      <div className="flex flex-col gap-4">
        {factors.length === 0 && <Alert tone="wait">{t('none')}</Alert>}
        <ul className="flex flex-col gap-3 empty:hidden">
          {factors.map((factor) => (
            <FactorRow
              key={factor.id}
              factor={factor}
              disabledReason={isLast ? t('lastOne') : undefined}
              onRemove={() =>
                setQuestion({
                  title: t('removeTitle', { name: factor.name }),
                  text: t(factors.length === 1 ? 'removeLastText' : 'removeText'),
                  label: t('remove', { name: factor.name }),
                  run: () => forget(factor.id),
                })
              }
            />
          ))}
        </ul>
        {factors.length > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
            <p>{t('codesLeft', { count: recoveryCodesLeft })}</p>
            <Button
              size="small"
              onClick={() =>
                setQuestion({ title: t('renewTitle'), text: t('renewText'), label: t('renewCodes'), run: renew })
              }
            >
              {t('renewCodes')}
            </Button>
          </div>
        )}
      </div>
      {isAdding && (
        // A click beside it must not lose an app half set up, nor codes that are shown only once.
        <Dialog open onClose={close} role="alertdialog" title={t('add')}>
          <AddFactor actions={enrol} passkeys={passkeys} onDone={close} />
        </Dialog>
      )}
      {codes && (
        <Dialog open onClose={close} role="alertdialog" title={t('codesTitle')}>
          <RecoveryCodes codes={codes} onDone={close} />
        </Dialog>
      )}
      {question && <AskFirst question={question} onClose={() => setQuestion(undefined)} />}
    </Card>
  )
}

type RowProps = { factor: Factor; disabledReason: string | undefined; onRemove: () => void }

function FactorRow({ factor: { kind, name, usedAt }, disabledReason, onRemove }: RowProps) {
  const t = useTranslations('factors')
  return (
    <li className="flex flex-wrap items-center gap-3">
      <Icon name={kind === 'totp' ? 'smartphone' : 'key-round'} className="text-muted" />
      <div className="min-w-40 flex-1">
        <p className="font-strong break-words">{name}</p>
        <p className="text-s text-muted">
          {t(kind === 'totp' ? 'app' : 'passkey')} · <Used at={usedAt} />
        </p>
      </div>
      <Button size="small" icon="trash" disabledReason={disabledReason} onClick={onRemove}>
        {t('remove', { name })}
      </Button>
    </li>
  )
}

function Used({ at }: { at: Date | null }) {
  const t = useTranslations('factors')
  return at === null ? t('neverUsed') : t.rich('used', { when: () => <TimeAgo at={at} /> })
}
