'use client'

import { useTranslations } from 'use-intl/react'
import { SelectField } from '#components/form/select-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { type StepProps, useAnswers } from './form.ts'

/** Whose order it is; left out, the cloud takes the project of the desktop. */
export function ProjectField({ control }: StepProps) {
  const t = useTranslations('change-desktop')
  const { account } = useAnswers(control)
  const projects = useLookup(account?.accountId, 'enterpriseProjects')
  const choices = useChoices(projects, ({ id, name }) => ({ value: id, label: name }))
  if (choices.state === 'ready' && choices.choices.length === 0) return null
  return (
    <SelectField
      control={control}
      name="change.enterpriseProjectId"
      label={t('project')}
      optional
      emptyLabel={t('projectNone')}
      choices={choices}
    />
  )
}
