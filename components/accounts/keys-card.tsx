'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { AccountActions, AccountRow, KeyFace } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { ReplaceKeyDialog } from './replace-key-dialog.tsx'

type Props = { account: AccountRow; replaceKey: AccountActions['replaceKey'] }

/** Both keys by the end of their ids; more of them is never shown. */
export function KeysCard({ account, replaceKey }: Props) {
  const t = useTranslations('accounts.keys')
  const text = useText()
  const [replaced, setReplaced] = useState<'read' | 'spend'>()
  const { id, state, manageDenial, readKey, spendKey } = account
  const action = (which: 'read' | 'spend') =>
    state !== 'retired' && {
      action: (
        <Button
          size="small"
          icon="key-round"
          disabledReason={manageDenial === null ? undefined : text(manageDenial)}
          onClick={() => setReplaced(which)}
        >
          {t(which === 'read' ? 'replaceRead' : 'replaceSpend')}
        </Button>
      ),
    }
  const hidden = <span className="text-muted">{t(state === 'retired' ? 'gone' : 'hidden')}</span>
  const isHidden = manageDenial !== null || state === 'retired'
  return (
    <Card title={t('title')}>
      <DefinitionList
        rows={[
          { id: 'read', label: t('read'), value: readKey ? <KeyEnd face={readKey} /> : hidden, ...action('read') },
          {
            id: 'spend',
            label: t('spend'),
            value: spendKey ? <KeyEnd face={spendKey} /> : isHidden ? hidden : t('missing'),
            ...action('spend'),
            below: spendKey?.isOutdated && <Alert tone="danger">{t('outdated')}</Alert>,
          },
        ]}
      />
      {replaced && (
        <ReplaceKeyDialog
          accountId={id}
          which={replaced}
          replaceKey={replaceKey}
          onClose={() => setReplaced(undefined)}
        />
      )}
    </Card>
  )
}

function KeyEnd({ face }: { face: KeyFace }) {
  const t = useTranslations('accounts.keys')
  return (
    <>
      <span className="font-mono">{t('ends', { tail: face.tail })}</span>{' '}
      <span className="text-muted">
        {t('since')} <DateTime at={face.since} />
      </span>
    </>
  )
}
