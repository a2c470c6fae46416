'use client'

import { type Control, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import { PhoneModelField } from '../../phone-placement/steps/phone-model.tsx'
import type { Input } from '../contract.ts'

/** The phones of the new hardware, whose server flavor is the one that is there. */
export function ModelStep({ control }: { control: Control<Input> }) {
  // A form under way: anything may still be missing.
  const { serverModel, phoneModel } = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  return <PhoneModelField serverModel={serverModel} currentModel={phoneModel} />
}
