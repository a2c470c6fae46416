'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import { AmountEditor } from './amount-editor.tsx'
import { type AskedOptions, type FilterField, type FilterOption, toggleValue, valuesOf } from './filter-field.ts'
import { type BoxOption, OptionBox } from './option-box.tsx'
import { TimeEditor } from './time-editor.tsx'

/** Narrows by a field. `isFurther`: one more value of the field that was changed a moment ago. */
export type Change = (id: string, value: string, isFurther?: boolean) => void

type Props = {
  fields: readonly FilterField[]
  /** The field whose token was opened; without it one is chosen first. */
  fieldId?: string | undefined
  change: Change
  close: () => void
}

/** What stands in the panel of a filter bar: the fields and their values to search through, then one field's editor. */
export function FilterEditor({ fields, fieldId, change, close }: Props) {
  const [chosen, setChosen] = useState(fieldId)
  const field = fields.find(({ id }) => id === chosen)
  if (!field) return <FieldPicker fields={fields} onField={setChosen} change={change} close={close} />
  const back = fieldId === undefined ? () => setChosen(undefined) : undefined
  const apply = (value: string) => {
    change(field.id, value)
    close()
  }
  switch (field.kind) {
    case 'amount': {
      return <AmountEditor name={field.name} value={field.value} onApply={apply} onBack={back} />
    }
    case 'time': {
      return <TimeEditor name={field.name} value={field.value} onApply={apply} onBack={back} />
    }
    case 'several': {
      return <SeveralEditor key={field.id} field={field} change={change} onBack={back} />
    }
    default: {
      return (
        <OptionBox
          label={field.name}
          options={field.options.map(boxOption)}
          onPick={apply}
          {...(back && { onBack: back })}
        />
      )
    }
  }
}

const inWords = (options: readonly FilterOption[], say: AskedOptions['say']): readonly FilterOption[] =>
  say === undefined ? options : options.map((option) => ({ ...option, label: say(option) }))

const boxOption = ({ value, label, detail }: FilterOption): BoxOption => ({ id: value, label, detail })

type PickerProps = Pick<Props, 'fields' | 'change' | 'close'> & { onField: (id: string) => void }

/** All fields; whoever types finds values, too, and has them with one Enter. */
function FieldPicker({ fields, onField, change, close }: PickerProps) {
  const t = useTranslations('ui.filter')
  const [isTyping, setTyping] = useState(false)
  const values = fields.flatMap((field) =>
    field.kind === 'amount' || field.kind === 'time'
      ? []
      : field.options.map((option) => ({ field, option, id: `${field.id}=${option.value}` })),
  )
  const pick = (id: string) => {
    const found = values.find((each) => each.id === id)
    if (!found) return onField(id)
    const { field, option } = found
    const isChosen = valuesOf(field.value).includes(option.value)
    if (!isChosen) change(field.id, field.kind === 'several' ? toggleValue(field.value, option.value) : option.value)
    close()
  }
  return (
    <OptionBox
      label={t('by')}
      options={[
        ...fields.map(({ id, name }) => ({ id, label: name })),
        ...(isTyping ? values.map(({ id, field, option }) => ({ ...boxOption(option), id, of: field.name })) : []),
      ]}
      onPick={pick}
      onType={(typed) => setTyping(typed.trim() !== '')}
    />
  )
}

type SeveralProps = {
  field: Extract<FilterField, { kind: 'several' }>
  change: Change
  onBack: (() => void) | undefined
}

/** Values of which several may be chosen. What is chosen stands first when it is opened, and nothing moves after that. */
function SeveralEditor({ field, change, onBack }: SeveralProps) {
  const t = useTranslations('ui.filter')
  // Ahead of the address, which follows a moment later.
  const [value, setValue] = useState(field.value)
  const [first] = useState(() => valuesOf(field.value))
  const [hasChanged, setChanged] = useState(false)
  const { asked } = field
  const found = useQuery({
    queryKey: asked?.queryKey ?? ['no filter options'],
    queryFn: asked?.queryFn ?? (() => []),
    enabled: asked !== undefined,
  })
  if (asked !== undefined && found.isPending) return <MenuLoading />
  if (found.isError) return <p className="px-2.5 py-2 text-m text-danger">{t('failed')}</p>
  const options = asked === undefined ? field.options : inWords(found.data ?? [], asked.say)
  const chosen = valuesOf(value)
  const unknown = first.filter((each) => !options.some((option) => option.value === each))
  const all = [...unknown.map((each) => ({ value: each, label: each })), ...options]
  const inOrder = [
    ...all.filter((each) => first.includes(each.value)),
    ...all.filter((each) => !first.includes(each.value)),
  ]
  if (inOrder.length === 0) return <p className="px-2.5 py-2 text-m text-muted">{t('nothing')}</p>
  return (
    <OptionBox
      label={field.name}
      options={inOrder.map((option) => ({ ...boxOption(option), isChosen: chosen.includes(option.value) }))}
      isSeveral
      onPick={(id) => {
        const next = toggleValue(value, id)
        setValue(next)
        change(field.id, next === '' ? field.none : next, hasChanged)
        setChanged(true)
      }}
      {...(onBack && { onBack })}
    />
  )
}
