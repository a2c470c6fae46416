'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useBrowserLookups } from '#components/wizard/use-lookup.ts'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import type { SummaryRow } from '../../kit.ts'
import { namesOf } from '../../phone-placement/choices.ts'
import { Input, toBody } from '../contract.ts'
import { equivalents } from '../equivalents.ts'
import { productsOf } from '../products.ts'
import { markPlaceholder, sentName } from '../server-names.ts'
import { summarize } from '../summary.ts'

const stepIds = ['account', 'model', 'image', 'network', 'access', 'disks', 'term'] as const

/** Everything as it will be asked for, and the very call it becomes. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(JSON.parse(JSON.stringify(input)))
  const lookups = useBrowserLookups(input.account.accountId)
  const { data: names = {} } = useQuery({
    queryKey: ['names', input],
    queryFn: () => namesOf(input, lookups),
    enabled: parsed.success,
  })
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const rows = summarize(parsed.data, names)
  return (
    <WizardReview
      account={account}
      steps={stepIds.map((id) => ({ id, title: `wizard.step.${id}` }))}
      rows={[accountRow(account), ...rows]}
      charge={{ kind: 'purchase', products: productsOf(parsed.data) }}
      priceNote="wizard.priceWithoutNetwork"
      call={{
        method: 'POST',
        path: `/v2/${account.projectId}/cloud-phone/servers`,
        body: toBody(parsed.data, sentName(input.image.name, markPlaceholder)),
      }}
      callHelp="wizard.call.help"
      equivalents={equivalents(parsed.data, account)}
    />
  )
}

const accountRow = ({ name, region }: { name: string; region: string }): SummaryRow => ({
  step: 'account',
  label: 'wizard.account',
  value: name,
  detail: region,
})
