'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { chargeOf } from '../charge.ts'
import { Input, toBody } from '../contract.ts'
import { summarize } from '../summary.ts'

const steps = [
  { id: 'target', title: 'wizard.step.target' },
  { id: 'flavor', title: 'wizard.step.flavor' },
]

/** Before and after, the difference in price, and the very call. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(input)
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const path = `/v1/${account.projectId}/cloud-phone/servers/change-server-model`
  return (
    <WizardReview
      account={account}
      steps={steps}
      rows={summarize(parsed.data)}
      charge={chargeOf(parsed.data)}
      priceNote="wizard.differenceNote"
      call={{ method: 'POST', path, body: toBody(parsed.data) }}
      callHelp="wizard.call.helpPlain"
      equivalents={[]}
    />
  )
}
