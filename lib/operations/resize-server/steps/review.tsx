'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { chargeOf } from '../charge.ts'
import { Input, toBody } from '../contract.ts'
import { resizePath } from '../resize-path.ts'
import { summarize, warnings } from '../summary.ts'

const steps = [
  { id: 'target', title: 'resize-server.steps.target' },
  { id: 'flavor', title: 'resize-server.steps.flavor' },
  { id: 'power', title: 'resize-server.steps.power' },
]

/** Before and after, what is to be known, the difference in price, and the very call. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(input)
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const { target, flavor } = parsed.data
  return (
    <WizardReview
      account={account}
      steps={steps}
      rows={summarize(parsed.data)}
      warnings={warnings(parsed.data)}
      charge={chargeOf(target, flavor.flavorId)}
      priceNote={`resize-server.priceNote.${target.billing}`}
      call={{ method: 'POST', path: resizePath(account.projectId, target.id), body: toBody(parsed.data) }}
      callHelp="resize-server.reviewCallHelp"
      equivalents={[]}
    />
  )
}
