import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { Underway } from './underway.tsx'

type Props = {
  href: string
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName | undefined
  children: ReactNode
}

/** A link for going somewhere that deserves the weight of a button. */
export function LinkButton({ href, variant = 'secondary', size = 'medium', icon, children }: Props) {
  return (
    <Link href={href} className={buttonClass(variant, size)}>
      {icon && <Icon name={icon} />}
      {children}
      <Underway />
    </Link>
  )
}
