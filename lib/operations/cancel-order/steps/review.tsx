'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { cancelPath } from '../cancel-path.ts'
import { Input, toBody } from '../contract.ts'
import { summarize, warnings } from '../summary.ts'

const steps = [
  { id: 'target', title: 'cancel-order.steps.target' },
  { id: 'consent', title: 'cancel-order.steps.consent' },
]

/** Which order is given up, and the very call. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(input)
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  return (
    <WizardReview
      account={account}
      steps={steps}
      rows={summarize(parsed.data)}
      warnings={warnings(parsed.data)}
      charge={{ kind: 'none' }}
      priceNote="cancel-order.thenNothing"
      call={{ method: 'PUT', path: cancelPath, body: toBody(parsed.data) }}
      callHelp="cancel-order.reviewCallHelp"
      equivalents={[]}
    />
  )
}
