'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useBrowserLookups } from '#components/wizard/use-lookup.ts'
import { useHost } from '#components/wizard/wizard-host.ts'
import { WizardReview } from '#components/wizard/wizard-review.tsx'
import { kooCli } from '../../koo-cli.ts'
import { allNames } from '../choices.ts'
import { Input, toBody } from '../contract.ts'
import { stepTitles } from '../step-titles.ts'
import { summarize } from '../summary.ts'

/** Everything as it will be asked for, the phones that are lost, and the very call it becomes. */
export function Review({ input }: { input: Input }) {
  const t = useTranslations('wizard')
  const { accounts } = useHost()
  const parsed = Input.safeParse(JSON.parse(JSON.stringify(input)))
  const lookups = useBrowserLookups(input.account.accountId)
  const { data: names = {} } = useQuery({
    queryKey: ['names', input],
    queryFn: () => allNames(input, lookups),
    enabled: parsed.success,
  })
  const account = accounts.find(({ id }) => id === input.account.accountId)
  if (!parsed.success || !account) return <Alert tone="wait" title={t('notComplete')} />
  const { id } = parsed.data.target
  const body = toBody(parsed.data)
  return (
    <WizardReview
      account={account}
      steps={stepTitles}
      rows={summarize(parsed.data, names)}
      charge={{ kind: 'none' }}
      priceNote="switch-phone-server.noMoney"
      call={{ method: 'POST', path: `/v2/${account.projectId}/cloud-phone/servers/${id}/change`, body }}
      callHelp="wizard.call.helpPlain"
      equivalents={[
        kooCli({
          region: account.region,
          service: 'CPH',
          action: 'ChangeCloudPhoneServer',
          file: 'switch.json',
          path: { project_id: account.projectId, server_id: id },
          body,
        }),
      ]}
    />
  )
}
