'use client'

import { type Control, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import { ImageField, KeypairField } from '../../phone-placement/steps/image-fields.tsx'
import type { Input } from '../contract.ts'

/** What runs on the new phones, and how they are signed in to. */
export function ImageStep({ control }: { control: Control<Input> }) {
  // A form under way: anything may still be missing.
  const { serverModel } = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  return (
    <>
      <ImageField serverModel={serverModel} />
      <KeypairField />
    </>
  )
}
