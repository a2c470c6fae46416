'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { ProofField } from '#components/factors/proof-field.tsx'
import { answerPasskey } from '#components/factors/passkey.ts'
import { useProof } from '#components/factors/use-proof.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SessionFacts } from '#lib/auth/my-sessions.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { readRoute } from '#lib/read-route.ts'
import type { SessionActions } from './session-watch.tsx'

type Props = { actions: SessionActions; onClose: (isProved: boolean) => void }

/** The company's provider asks, and leads back to where one was. */
const againHere = () => {
  const { pathname, search } = window.location
  return `/api/auth/company?again=1&next=${encodeURIComponent(pathname + search)}`
}

/** Asks once more who it is, above what was pressed, which then goes on by itself. */
export function ProveDialog({ actions, onClose }: Props) {
  const t = useTranslations('session')
  const text = useText()
  const { data, isError } = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => readRoute<SessionFacts>('/api/session', {}, signal),
    staleTime: 0,
  })
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
            <p>
              {t('signInAgain')} <TextLink href={againHere()}>{t('signInAgainAction')}</TextLink>
            </p>
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
