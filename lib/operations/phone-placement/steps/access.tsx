'use client'

import { useTranslations } from 'use-intl/react'
import { CheckboxField } from '#components/form/checkbox-field.tsx'
import { FieldRows } from '#components/form/field-rows.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { TextAreaField } from '#components/form/text-area-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { usePlacement } from './form.ts'

const firstPort = 20_000
const portsMax = 100

/** Ports of applications on the phones, and what the phones are set up with. */
export function AccessStep() {
  const t = useTranslations('wizard')
  const {
    control,
    answers: { access },
  } = usePlacement()
  const taken = (access?.ports ?? []).map((port) => port.listenPort).filter(Number.isInteger)
  const nextPort = taken.length === 0 ? firstPort : Math.min(50_000, Math.max(...taken) + 1)
  return (
    <>
      <FieldRows
        control={control}
        name="access.ports"
        label={t('ports')}
        help={t('portsHelp')}
        rowLabel={(index) => t('portNumber', { number: index + 1 })}
        addLabel={t('portAdd')}
        emptyRow={{ name: '', listenPort: nextPort, internetAccessible: false }}
        rowsMax={portsMax}
      >
        {(index) => (
          <>
            <TextField
              control={control}
              name={`access.ports.${index}.name`}
              label={t('portName')}
              autoComplete="off"
              spellCheck={false}
              monospace
            />
            <NumberField control={control} name={`access.ports.${index}.listenPort`} label={t('portListen')} plain />
            <div className="self-end pb-2">
              <CheckboxField
                control={control}
                name={`access.ports.${index}.internetAccessible`}
                label={t('portOpen')}
              />
            </div>
          </>
        )}
      </FieldRows>
      <details className="group rounded-m border border-line" open={access?.property !== undefined}>
        <summary className="px-4 py-3 text-l font-strong">{t('advanced')}</summary>
        <div className="border-t border-line p-4">
          <TextAreaField
            control={control}
            name="access.property"
            label={t('property')}
            help={t('propertyHelp')}
            optional
            rows={5}
            monospace
          />
        </div>
      </details>
    </>
  )
}
