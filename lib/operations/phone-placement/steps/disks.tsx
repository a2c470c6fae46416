'use client'

import { useTranslations } from 'use-intl/react'
import { NumberField } from '#components/form/number-field.tsx'
import { FormSection } from '#components/form/form-section.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { usePlacement } from './form.ts'

/** Disks of 2.0 flavors; phones of 1.0 flavors bring their own. */
export function DisksStep() {
  const t = useTranslations('wizard')
  const { answers, set } = usePlacement()
  const { model, disks } = answers
  if (model?.generation !== '2.0')
    return (
      <Alert tone="neutral" title={t('diskIncluded')}>
        {t('diskIncludedHelp', { model: model?.phoneModel ?? '' })}
      </Alert>
    )
  const isShared = disks?.generation === '2.0' && disks.sharedDisk !== undefined
  return (
    <div className="flex flex-col gap-8">
      <FormSection legend={t('phoneDisk')} help={t('phoneDiskHelp')}>
        <DiskFields name="phoneDisk" />
      </FormSection>
      {isShared ? (
        <FormSection legend={t('sharedDisk')} help={t('sharedDiskHelp')}>
          <DiskFields name="sharedDisk" />
          <div>
            <Button icon="trash" onClick={() => set('disks.sharedDisk', undefined)}>
              {t('sharedDiskRemove')}
            </Button>
          </div>
        </FormSection>
      ) : (
        <div>
          <Button icon="plus" onClick={() => set('disks.sharedDisk', { type: 'GPSSD' })}>
            {t('sharedDiskAdd')}
          </Button>
          <p className="mt-1.5 text-muted">{t('sharedDiskHelp')}</p>
        </div>
      )}
    </div>
  )
}

function DiskFields({ name }: { name: 'phoneDisk' | 'sharedDisk' }) {
  const t = useTranslations('wizard')
  const { control } = usePlacement()
  return (
    <>
      <RadioCardsField
        control={control}
        name={`disks.${name}.type`}
        label={t('diskType')}
        columns={2}
        choices={(['GPSSD', 'SSD'] as const).map((value) => ({
          value,
          label: t(`diskTypes.${value}`),
          description: t(`diskTypesHelp.${value}`),
        }))}
      />
      <NumberField
        control={control}
        name={`disks.${name}.sizeGib`}
        label={t('diskSize')}
        help={t('diskSizeHelp')}
        unit="GiB"
        min={10}
        max={32_768}
        step={10}
      />
    </>
  )
}
