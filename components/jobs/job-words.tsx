import { useTranslations } from 'use-intl/react'

const kinds = ['switch-phone-server', 'change-phone-flavor', 'change-desktop', 'resize-server'] as const
const services = ['cph', 'workspace', 'ecs'] as const

/** What a job does, by the operation that started it; an unknown one keeps its own name. */
export function JobKind({ kind }: { kind: string }) {
  const t = useTranslations('jobs.kinds')
  const known = kinds.find((each) => each === kind)
  return <span className="font-strong">{known ? t(known) : kind}</span>
}

export function JobService({ service }: { service: string }) {
  const t = useTranslations('jobs.services')
  const known = services.find((each) => each === service)
  return <span className="text-muted">{known ? t(known) : service}</span>
}
