'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import type { Change, Input } from '../contract.ts'

export type StepProps = { control: Control<Input> }

/** What is filled in so far; anything may still be missing. */
export const useAnswers = (control: Control<Input>): DeepPartial<Input> =>
  // A form under way: anything may still be missing.
  useWatch({ control }) as DeepPartial<Input>

/** The fields of one way, as far as they are filled in. */
export const fieldsOf = <Way extends Change['way']>(
  { change }: DeepPartial<Input>,
  way: Way,
): DeepPartial<Extract<Change, { way: Way }>> =>
  // The members of a way are only there with it.
  (change?.way === way ? change : {}) as DeepPartial<Extract<Change, { way: Way }>>

type Settable = 'change' | `change.${'vcpus' | 'memoryMib' | 'newSize' | 'understood' | 'typedName' | 'count'}`

/** Sets what follows from another answer, or empties it. */
export function useSet() {
  const { setValue, clearErrors } = useFormContext<Input>()
  return (name: Settable, value: unknown) => {
    // What a form under way holds may be incomplete or empty; the schema judges it when it is checked.
    setValue(name, value as never, { shouldDirty: true })
    clearErrors(name)
  }
}
