'use client'

import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { Action } from './use-actions.ts'

/** Operations as buttons. One that cannot be begun now says why, also to those who cannot hover. */
export function ActionList({ actions }: { actions: Action[] }) {
  return (
    <ul className="flex flex-col items-start gap-2">
      {actions.map(({ key, title, href, reason }) => (
        <li key={key} className="max-w-full">
          {reason === undefined ? (
            <LinkButton href={href}>{title}</LinkButton>
          ) : (
            <>
              <Button disabledReason={reason}>{title}</Button>
              <p aria-hidden="true" className="mt-0.5 text-s text-muted">
                {reason}
              </p>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
