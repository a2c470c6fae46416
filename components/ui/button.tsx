'use client'

import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName | undefined
  /** Shows that the click is being carried out and takes no second one. */
  loading?: boolean
  /** Why it cannot be used now. The button stays focusable and says so. */
  disabledReason?: string | undefined
  children: ReactNode
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  loading = false,
  disabledReason,
  type = 'button',
  className,
  onClick,
  children,
  ...rest
}: Props) {
  const t = useTranslations('ui')
  const isInert = loading || disabledReason !== undefined
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (isInert) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <Tooltip text={disabledReason}>
      {(describedBy) => (
        <button
          {...rest}
          type={type}
          className={classNames(buttonClass(variant, size), className)}
          aria-disabled={isInert || undefined}
          aria-describedby={describedBy ?? rest['aria-describedby']}
          onClick={click}
        >
          {icon && <Icon name={icon} className={loading ? 'invisible' : ''} />}
          <span className={loading ? 'opacity-0' : undefined}>{children}</span>
          {loading && (
            <span className="absolute inset-0 grid place-items-center">
              <Spinner />
              <VisuallyHidden>{t('working')}</VisuallyHidden>
            </span>
          )}
        </button>
      )}
    </Tooltip>
  )
}
