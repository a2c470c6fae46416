'use client'

import { useTranslations } from 'use-intl/react'
import { SelectField } from '#components/form/select-field.tsx'
import { PreflightPanel } from '#components/wizard/preflight-panel.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { usePlacement } from './form.ts'

/** Whether the account is ready, and in which enterprise project and zone; `zoneEmpty` says what no choice means. */
export function ProjectAndZone({ zoneEmpty }: { zoneEmpty: string }) {
  const t = useTranslations('wizard')
  const { control, answers } = usePlacement()
  const accountId = answers.account?.accountId
  const zones = useChoices(useLookup(accountId, 'zones'), ({ name }) => ({ value: name, label: name }))
  const projects = useLookup(accountId, 'enterpriseProjects')
  const projectChoices = useChoices(projects, ({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {accountId !== undefined && <PreflightPanel accountId={accountId} />}
      {(projects.data?.length ?? 0) > 1 && (
        <SelectField
          control={control}
          name="account.enterpriseProjectId"
          label={t('enterpriseProject')}
          help={t('enterpriseProjectHelp')}
          choices={projectChoices}
        />
      )}
      <SelectField
        control={control}
        name="account.availabilityZone"
        label={t('zone')}
        help={t('zoneHelp')}
        optional
        emptyLabel={zoneEmpty}
        choices={zones}
      />
    </>
  )
}
