'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { Input, paidWith, toBody } from '../contract.ts'
import { payPath } from '../pay-path.ts'
import { summarize, warnings } from '../summary.ts'

const steps = [
  { id: 'target', title: 'pay-order.steps.target' },
  { id: 'means', title: 'pay-order.steps.means' },
]

/** Which order, what pays it, what is left to pay, and the very call. */
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
      rows={summarize(parsed.data, {})}
      warnings={warnings(parsed.data)}
      charge={{ kind: 'order', ...paidWith(parsed.data) }}
      priceNote="pay-order.priceNote"
      call={{ method: 'POST', path: payPath, body: toBody(parsed.data) }}
      callHelp="pay-order.reviewCallHelp"
      equivalents={[]}
    />
  )
}
