'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import type { DeepPartial } from '../../kit.ts'
import { ProjectAndZone } from '../../phone-placement/steps/project-and-zone.tsx'
import type { Input } from '../contract.ts'

/** Whether the account is ready, and where the new hardware stands: where the old one does, unless chosen otherwise. */
export function PlaceStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('switch-phone-server')
  // A form under way: anything may still be missing.
  const { zone } = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  return <ProjectAndZone zoneEmpty={zone ? t('zoneKept', { zone }) : t('zoneKeptUnknown')} />
}
