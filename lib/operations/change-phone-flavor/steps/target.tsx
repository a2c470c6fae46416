'use client'

import { type Control, useWatch } from 'react-hook-form'
import type { DeepPartial } from '../../kit.ts'
import { PhoneServerFacts } from '../../phone-placement/steps/phone-server-facts.tsx'
import type { Input } from '../contract.ts'

/** The server that the form was opened for. */
export function TargetStep({ control }: { control: Control<Input> }) {
  // A form under way: anything may still be missing.
  const target = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  return <PhoneServerFacts target={target} />
}
