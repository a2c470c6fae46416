import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { toneFill, type Tone } from './tone.ts'

export type TimelineEvent = {
  id: string
  tone: Tone
  icon: IconName
  what: ReactNode
  who?: ReactNode
  when?: ReactNode
  detail?: ReactNode
  /** Not happened yet. */
  expected?: boolean
}

/** Who did what when, oldest first; what is still expected is drawn faint. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol>
      {events.map(({ id, tone, icon, what, who, when, detail, expected = false }, index) => (
        <li key={id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < events.length - 1 && (
            <span className="absolute top-7 bottom-0 left-3.5 w-px -translate-x-1/2 bg-line-strong" />
          )}
          <span
            className={classNames(
              'relative grid size-7 shrink-0 place-items-center rounded-full',
              expected ? 'border border-dashed border-control text-muted' : toneFill[tone],
            )}
          >
            <Icon name={icon} size={14} />
          </span>
          <div className="min-w-0 flex-1 pt-1">
            <p className={expected ? 'text-muted' : 'font-strong'}>{what}</p>
            {(who || when) && (
              <p className="text-s text-muted">
                {who}
                {who && when && ' · '}
                {when}
              </p>
            )}
            {detail && <div className="mt-1">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
