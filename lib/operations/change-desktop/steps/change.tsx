'use client'

import { useTranslations } from 'use-intl/react'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { capability } from '../capability.ts'
import { hasOrder, type Routed, routeOf, startOf, ways } from '../ways.ts'
import { ExpandFields } from './expand.tsx'
import { type StepProps, useAnswers, useSet } from './form.ts'
import { HostFields } from './host.tsx'
import { PeriodFields } from './period.tsx'
import { ProjectField } from './project.tsx'
import { ResizeFields } from './resize.tsx'
import { TargetCard } from './target.tsx'

/** The desktop, what is to be changed of it, and into what. */
export function ChangeStep({ control }: StepProps) {
  const t = useTranslations('wizard.noTarget')
  const { target, change } = useAnswers(control)
  if (!target?.id) return <Alert tone="wait" title={t('title')} />
  return (
    <>
      <TargetCard target={target} />
      <WayField control={control} />
      {change?.way === 'resize' && <ResizeFields control={control} />}
      {change?.way === 'expand' && <ExpandFields control={control} />}
      {change?.way === 'period' && <PeriodFields control={control} />}
      {change?.way === 'host' && <HostFields control={control} />}
      {target.billing && change?.way && (
        <Route routed={{ target: { billing: target.billing }, change: { way: change.way } }} control={control} />
      )}
    </>
  )
}

/** What can be done with the desktop as it is at this moment; what cannot be done says why. */
function WayField({ control }: StepProps) {
  const t = useTranslations('change-desktop')
  const text = useText()
  const set = useSet()
  const { account, target } = useAnswers(control)
  const { data } = useLookup(account?.accountId, 'desktops', target?.id)
  const state = data?.[0]?.state
  return (
    <RadioCardsField
      control={control}
      name="change.way"
      label={t('what')}
      columns={2}
      choices={ways.map((way) => {
        const reason = state && capability.refuse(state, way)
        return {
          value: way,
          label: text(`operationTitles.change-desktop.${way}`),
          description: t(`ways.${way}`),
          disabledReason: reason === undefined ? undefined : text(reason),
        }
      })}
      onChosen={(chosen) =>
        set(
          'change',
          startOf(
            ways.find((way) => way === chosen),
            target?.productId,
          ),
        )
      }
    />
  )
}

/** Which of the calls it becomes, and why; an order may be that of another project. */
function Route({ routed, control }: StepProps & { routed: Routed }) {
  const t = useTranslations('change-desktop.route')
  return (
    <>
      <Alert tone="neutral" title={t('label')}>
        {t(routeOf(routed))}
      </Alert>
      {hasOrder(routed) && <ProjectField control={control} />}
    </>
  )
}
