'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type RangeEditorProps, RangeBox, RangeForm } from './amount-editor.tsx'
import { rangeOf, rangeText, timeSpans } from './filter-field.ts'
import { OptionBox } from './option-box.tsx'

/** A span up to now, or the first and last day. */
export function TimeEditor(props: RangeEditorProps) {
  const { name, value, onApply, onBack } = props
  const t = useTranslations('ui.filter')
  const [isExact, setExact] = useState(value.includes('..'))
  if (isExact) return <Days {...props} onBack={() => setExact(false)} />
  return (
    <OptionBox
      label={name}
      options={[
        ...timeSpans.map((span) => ({ id: span, label: t(`spans.${span}`) })),
        { id: 'exact', label: t('exact') },
      ]}
      onPick={(id) => (id === 'exact' ? setExact(true) : onApply(id))}
      {...(onBack && { onBack })}
    />
  )
}

function Days({ name, value, onApply, onBack }: RangeEditorProps) {
  const t = useTranslations('ui.filter')
  const words = useTranslations('ui')
  const known = rangeOf(value)
  const [from, setFrom] = useState(known.from.slice(0, 10))
  const [to, setTo] = useState(known.to.slice(0, 10))
  const [isWrong, setWrong] = useState(false)
  const apply = () => {
    if (from !== '' && to !== '' && from > to) setWrong(true)
    else onApply(rangeText(from, to))
  }
  return (
    <RangeForm
      name={name}
      error={isWrong ? t('wrong.order') : undefined}
      onSubmit={apply}
      onBack={onBack}
      apply={t('apply')}
      back={words('back')}
      help={t('days')}
    >
      <RangeBox label={t('from')} type="date" value={from} onChange={setFrom} isFirst isWrong={isWrong} />
      <RangeBox label={t('to')} type="date" value={to} onChange={setTo} isWrong={isWrong} />
    </RangeForm>
  )
}
