'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { Tooltip } from './tooltip.tsx'

type Props = Omit<ComponentProps<'button'>, 'children' | 'disabled'> & {
  icon: IconName
  label: string
  size?: 'medium' | 'small'
}

/** A button that is only a picture: its label is read aloud and shown on hover and focus. */
export function IconButton({ icon, label, size = 'medium', className, ...rest }: Props) {
  return (
    <Tooltip text={label}>
      {() => (
        <button
          type="button"
          {...rest}
          aria-label={label}
          className={classNames(
            'inline-grid place-items-center rounded-m text-muted hover:bg-hover hover:text-ink',
            size === 'medium' ? 'size-9' : 'size-7',
            className,
          )}
        >
          <Icon name={icon} />
        </button>
      )}
    </Tooltip>
  )
}
