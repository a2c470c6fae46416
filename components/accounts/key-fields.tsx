'use client'

import type { FieldPath, FieldValues } from 'react-hook-form'
import { TextField } from '#components/form/text-field.tsx'
import type { FieldOf } from '#components/form/use-field.ts'

type Props<Values extends FieldValues> = {
  control: FieldOf<Values>['control']
  /** The fields of both halves. */
  names: { accessKey: FieldPath<Values>; secretKey: FieldPath<Values> }
  words: { accessKey: string; secretKey: string }
}

/** An access key as it is typed: the id, and the secret that nobody looking on can read. */
export function KeyFields<Values extends FieldValues>({ control, names, words }: Props<Values>) {
  return (
    <>
      <TextField
        control={control}
        name={names.accessKey}
        label={words.accessKey}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        monospace
      />
      <TextField
        control={control}
        name={names.secretKey}
        label={words.secretKey}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        maxLength={128}
        monospace
      />
    </>
  )
}
