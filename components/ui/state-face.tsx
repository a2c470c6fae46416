import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

type FaceProps = {
  title: ReactNode
  /** What to do next. */
  children?: ReactNode
  actions?: ReactNode
}

function StateFace({ icon, title, children, actions }: FaceProps & { icon: IconName }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon name={icon} size={24} className="text-muted" />
      <p className="text-l font-strong">{title}</p>
      {children && <div className="text-muted text-pretty">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** Nothing here yet, or nothing that fits the filter. */
export function EmptyState({ icon = 'inbox', ...props }: FaceProps & { icon?: IconName }) {
  return <StateFace icon={icon} {...props} />
}

/** It could not be loaded: say what failed, whether anything was lost, and offer to try again. */
export function FailedState(props: FaceProps) {
  return (
    <div role="alert">
      <StateFace icon="triangle-exclamation-point" {...props} />
    </div>
  )
}

/** The person may not see this: say who can, or who can grant it. */
export function ForbiddenState(props: FaceProps) {
  return <StateFace icon="lock-keyhole" {...props} />
}
