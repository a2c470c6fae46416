'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { lookupQuery } from '#components/wizard/use-lookup.ts'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { chargeOf } from '../charge.ts'
import { Input } from '../contract.ts'
import { priceNoteOf } from '../price-note.ts'
import { summarize } from '../summary.ts'
import { warningsOf } from '../warnings.ts'
import { toDesktopCall } from '../wire.ts'

const steps = [{ id: 'change', title: 'change-desktop.steps.change' }]

/** Before and after, the price of it, what cannot be taken back, and the very call. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(JSON.parse(JSON.stringify(input)))
  const account = accounts.find(({ id }) => id === input.account.accountId)
  const { data: projects = [] } = useQuery({
    ...lookupQuery(input.account.accountId, 'enterpriseProjects'),
    enabled: parsed.data?.change.enterpriseProjectId !== undefined,
  })
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const { path, body } = toDesktopCall(parsed.data, account.projectId)
  return (
    <WizardReview
      account={account}
      steps={steps}
      rows={summarize(parsed.data, Object.fromEntries(projects.map(({ id, name }) => [id, name])))}
      warnings={warningsOf(parsed.data)}
      charge={chargeOf(parsed.data)}
      priceNote={priceNoteOf(parsed.data.change.way)}
      call={{ method: 'POST', path, body }}
      callHelp="wizard.call.helpPlain"
      equivalents={[]}
    />
  )
}
