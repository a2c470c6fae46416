'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ProofField } from '#components/factors/proof-field.tsx'
import { answerPasskey } from '#components/factors/passkey.ts'
import { useProof } from '#components/factors/use-proof.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { SessionFacts } from '#lib/auth/my-sessions.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { readRoute } from '#lib/read-route.ts'
import type { SessionActions } from './session-watch.tsx'

type Props = { actions: SessionActions; onClose: (isProved: boolean) => void }

/** Where the provider leads back to. */
const provedPath = '/proved'

/** Asked while somebody proves in another tab who they are. */
const lookAgainMs = 2_000

/** Asks once more who it is, above what was pressed, which then goes on by itself. */
export function ProveDialog({ actions, onClose }: Props) {
  const t = useTranslations('session')
  const text = useText()
  const [isElsewhere, setElsewhere] = useState(false)
  const { data, isError } = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => readRoute<SessionFacts>('/api/session', {}, signal),
    staleTime: 0,
    refetchInterval: isElsewhere ? lookAgainMs : false,
  })
  const isProvenElsewhere = isElsewhere && data?.isProven === true
  useEffect(() => {
    if (isProvenElsewhere) onClose(true)
  }, [isProvenElsewhere, onClose])
  const { proof, setProof, failure, isBusy, settle, submit } = useProof(() => onClose(true))
  const answerWithPasskey = () => settle(() => answerPasskey(actions.askPasskey, actions.confirmPasskey))
  const ways = data?.proof
  return (
    <Dialog open onClose={() => onClose(false)} role="alertdialog" title={t('proveTitle')} description={t('proveText')}>
      {isError && <Alert tone="danger">{text('errors.consoleUnreachable')}</Alert>}
      {!ways && !isError && <Spinner />}
      {ways && (
        <form onSubmit={(event) => submit(event, actions.confirm)} noValidate className="flex flex-col gap-4">
          {ways.code || ways.password ? (
            <ProofField kind={ways.code ? 'code' : 'password'} value={proof} error={failure} onChange={setProof} />
          ) : (
            <AtProvider isAway={isElsewhere} onLeave={() => setElsewhere(true)} />
          )}
          <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
            <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
            {ways.passkey && (
              <Button icon="key-round" loading={isBusy} onClick={() => void answerWithPasskey()}>
                {t('passkey')}
              </Button>
            )}
            {(ways.code || ways.password) && (
              <Button type="submit" variant="primary" loading={isBusy}>
                {t('prove')}
              </Button>
            )}
          </div>
        </form>
      )}
    </Dialog>
  )
}

/** The company's provider asks, in a tab of its own: this page stays as it is, with all that was typed, and goes on by itself. */
function AtProvider({ isAway, onLeave }: { isAway: boolean; onLeave: () => void }) {
  const t = useTranslations('session')
  return (
    <div className="flex flex-col gap-3">
      <p>{t('signInAgain')}</p>
      <p>
        <a
          href={`/api/auth/company?again=1&next=${encodeURIComponent(provedPath)}`}
          target="_blank"
          rel="noopener"
          className="text-accent underline underline-offset-2"
          onClick={onLeave}
        >
          {t('signInAgainAction')}
        </a>
      </p>
      <p role="status" className="text-muted">
        {isAway ? t('signInAgainWaits') : ''}
      </p>
    </div>
  )
}
