import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Underway } from './underway.tsx'

/** A link inside text or a table. */
export function TextLink({ className, children, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={classNames(
        'relative text-accent underline decoration-1 underline-offset-2 hover:decoration-2',
        className,
      )}
    >
      {children}
      <Underway />
    </Link>
  )
}
