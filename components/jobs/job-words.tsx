import { useTranslations } from 'use-intl/react'
import { useText } from '#lib/i18n/use-text.ts'

/** Names of the cloud's for its work (workspace.md §6.2, ecs.md §7): desktops have jobs that somebody began elsewhere. */
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
  'applyWorkspace',
  'cancelWorkspace',
  'createSnapshot',
  'deleteSnapshot',
  'createWksSnapshot',
  'deleteWksSnapshot',
  'restoreDesktopBySnapshot',
  'desktopRejoinDomain',
  'desktopToImage',
  'attachDesktops',
  'detachDesktops',
  'batchDetachDesktops',
  'attachDesktopPool',
  'deleteVolumes',
  'createDesktopPool',
  'expandDesktopPool',
  'rebuildDesktopPool',
  'addDesktopPoolVolumes',
  'deleteDesktopPoolVolumes',
  'executeDesktopsAction',
  'changeDesktopNetwork',
  'batchChangeDesktopNetwork',
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

/** Begins with a capital, unless it is the cloud's own name, which stays as it is. */
export const capitalised = (word: string, name: string): string =>
  word === name ? word : `${word.charAt(0).toLocaleUpperCase()}${word.slice(1)}`

/** Words for the title of a job. Of one that was begun elsewhere it is the cloud's word for the work, where it has one. */
export function useJobTitle(): (title: string) => string {
  const text = useText()
  const say = useCloudKind()
  const t = useTranslations('jobs')
  return (title) => {
    const words = text(title)
    return title === '' ? t('kindUnknown') : capitalised(say(words), words)
  }
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
