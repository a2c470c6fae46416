import { useCallback } from 'react'
import { type FieldPath, useFormContext, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import type { Placement } from '../contract.ts'

/**
 * The part of a form under way that says what phones run on: its control, the answers so far, of which anything may still
 * be missing, and a setter for those that follow from another one, where undefined takes the answer away.
 */
export function usePlacement() {
  const { control, setValue } = useFormContext<Placement>()
  // The library's partial type also empties the rows of lists, which no field of ours does.
  const answers = useWatch({ control }) as DeepPartial<Placement>
  const set = useCallback(
    (name: FieldPath<Placement>, value: unknown) => {
      // Fields are set from choices of their own kind, or emptied; the schema judges when the step is left.
      setValue(name, value as never, { shouldDirty: true })
    },
    [setValue],
  )
  return { control, answers, set }
}
