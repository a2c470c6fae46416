import { useTranslations } from 'use-intl/react'
import type { Asked } from '#components/request/action-dialog-later.tsx'
import { Button } from '#components/ui/button.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { CandidateFace, CaseFace } from '#lib/requests/queries.ts'
import { Candidate } from './candidate.tsx'

type Props = { request: CaseFace; onAsk: (action: Asked, orderIds: string[]) => void }

/** The orders that were compared with a lost call, those that may be its own first, and what can be done about them. */
export function CandidateList({ request, onAsk }: Props) {
  const t = useTranslations('desk.candidates')
  const text = useText()
  const { evidence, actions } = request
  const open = evidence.candidates.filter(({ fit }) => fit !== 'no')
  const others = evidence.candidates.filter(({ fit }) => fit === 'no')
  const { disown } = actions
  const { made, failed } = evidence.lookUps
  if (evidence.candidates.length === 0 && made === failed) return null
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <h4 className="font-strong">{t('title')}</h4>
      {open.length === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <List of={open} request={request} onAsk={onAsk} />
      )}
      {disown.isOffered && (
        <div>
          <Button
            size="small"
            disabledReason={disown.reason === null ? undefined : text(disown.reason)}
            onClick={() =>
              onAsk(
                'disown',
                open.map(({ orderId }) => orderId),
              )
            }
          >
            {t('disown')}
          </Button>
        </div>
      )}
      {others.length > 0 && (
        <details>
          <summary className="text-accent underline underline-offset-2">
            {t('others', { count: others.length })}
          </summary>
          <div className="mt-2">
            <List of={others} request={request} onAsk={onAsk} />
          </div>
        </details>
      )}
    </section>
  )
}

function List({ of, request, onAsk }: Props & { of: CandidateFace[] }) {
  return (
    <ul className="rounded-m border border-line bg-surface">
      {of.map((candidate) => (
        <Candidate key={candidate.orderId} candidate={candidate} request={request} onAsk={onAsk} />
      ))}
    </ul>
  )
}
