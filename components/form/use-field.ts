'use client'

import { useCallback } from 'react'
import {
  get,
  useFormState,
  useWatch,
  type Control,
  type FieldError,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
} from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { fieldId } from './field-id.ts'
import { useErrorText } from './use-error-text.ts'

export type FieldOf<Values extends FieldValues, Name extends FieldPath<Values> = FieldPath<Values>> = {
  control: Control<Values>
  /** Checked against the form's own type. */
  name: Name
}

/**
 * One field of a form: its id, its value and handlers, and its error in words. An emptied field is undefined and stays
 * so; the library's own controller would show, and set, the value that the field was first drawn with.
 */
export function useField<Values extends FieldValues, Name extends FieldPath<Values>>({
  control,
  name,
}: FieldOf<Values, Name>) {
  const t = useTranslations('ui')
  const words = useErrorText()
  const value = useValue(control, name)
  const { errors } = useFormState({ control, name, exact: true })
  const error: FieldError | undefined = get(errors, name)
  const registered = control.register(name)
  const ref = useCallback(
    (element: HTMLElement | null) => {
      const known: { _f?: { ref: unknown } } | undefined = get(control._fields, name)
      // The library focuses a wrong field through this, and must not read the element: its text is not the value.
      if (known?._f && element) known._f.ref = { name, focus: () => element.focus() }
    },
    [control, name],
  )
  const field = {
    name,
    value,
    onChange: (next: unknown) => void registered.onChange({ type: 'change', target: { name, value: next } }),
    onBlur: () => void registered.onBlur({ type: 'blur', target: { name, value } }),
    ref,
  }
  return { id: fieldId(name), field, error: words(error), optionalWord: t('optional') }
}

/** What the form holds now. The object around it is watched, since a missing member has no fallback there. */
function useValue<Values extends FieldValues, Name extends FieldPath<Values>>(
  control: Control<Values>,
  name: Name,
): FieldPathValue<Values, Name> {
  const dot = name.lastIndexOf('.')
  // What stands before the last dot of a path is a path.
  const around = (dot === -1 ? name : name.slice(0, dot)) as FieldPath<Values>
  const watched: unknown = useWatch({ control, name: around })
  // The member of that name is what the path means.
  return (dot === -1 ? watched : get(watched, name.slice(dot + 1))) as FieldPathValue<Values, Name>
}
