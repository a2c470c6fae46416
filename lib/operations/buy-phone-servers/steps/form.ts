import { useCallback } from 'react'
import { type Control, type FieldPath, useFormContext, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'

export type StepProps = { control: Control<Input> }

/** The answers so far: anything may still be missing. */
export function useAnswers(control: Control<Input>): DeepPartial<Input> {
  // The library's partial type also empties the rows of lists, which no field of ours does.
  return useWatch({ control }) as DeepPartial<Input>
}

/** Sets an answer that follows from another one; undefined takes it away. */
export function useSet(): (name: FieldPath<Input>, value: unknown) => void {
  const { setValue } = useFormContext<Input>()
  return useCallback(
    (name, value) => {
      // Fields are set from choices of their own kind, or emptied; the schema judges when the step is left.
      setValue(name, value as never, { shouldDirty: true })
    },
    [setValue],
  )
}
