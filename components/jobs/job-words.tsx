import { useTranslations } from 'use-intl/react'
import { useText } from '#lib/i18n/use-text.ts'

export const cloudKinds = [
  'resizeDesktops',
  'expandVolumes',
  'addVolumes',
  'meteredToPeriod',
  'resizeExclusiveLites',
  'operateDesktops',
  'createDesktops',
  'deleteDesktops',
  'rebuildDesktops',
  'executeDesktopsAction',
  'deleteVolumes',
  'attachDesktops',
  'detachDesktops',
  'batchDetachDesktops',
  'desktopRejoinDomain',
  'desktopToImage',
  'createSnapshot',
  'deleteSnapshot',
  'restoreDesktopBySnapshot',
  'createWksSnapshot',
  'deleteWksSnapshot',
  'changeDesktopNetwork',
  'batchChangeDesktopNetwork',
  'createDesktopPool',
  'expandDesktopPool',
  'rebuildDesktopPool',
  'addDesktopPoolVolumes',
  'deleteDesktopPoolVolumes',
  'attachDesktopPool',
  'applyWorkspace',
  'cancelWorkspace',
  'resizeServer',
  'startServer',
  'stopServer',
  'rebootServer',
] as const
export const services = ['cph', 'workspace', 'ecs'] as const

/** What a job does: the operation that began it, and the cloud's own word for the step where it has one. */
export function JobKind({ title, cloudKind }: { title: string; cloudKind: string | null }) {
  const say = useJobTitle()
  return (
    <span>
      <span className="inline-block font-strong first-letter:uppercase">{say(title)}</span>
      {cloudKind !== null && cloudKind !== title && (
        <span className="text-muted">
          {' · '}
          <CloudKind kind={cloudKind} />
        </span>
      )}
    </span>
  )
}

/** Words for the title of a job. Of one that was begun elsewhere it is the cloud's word for the work, where it has one. */
export function useJobTitle(): (title: string) => string {
  const text = useText()
  const say = useCloudKind()
  const t = useTranslations('jobs')
  return (title) => (title === '' ? t('kindUnknown') : say(text(title)))
}

/** The cloud's word for the work on one thing; an unknown one stays as it is. */
export function useCloudKind(): (kind: string) => string {
  const t = useTranslations('jobs.cloudKinds')
  return (kind) => {
    const known = cloudKinds.find((each) => each === kind)
    return known ? t(known) : kind
  }
}

export const CloudKind = ({ kind }: { kind: string }) => useCloudKind()(kind)

export function JobService({ service }: { service: string }) {
  const t = useTranslations('jobs.services')
  const known = services.find((each) => each === service)
  return known ? t(known) : service
}
