'use client'

import { useLinkStatus } from 'next/link'

/**
 * Shows on a link that was followed that its page is on its way. Belongs inside the link, which must be positioned; drawn a
 * moment late, since most pages are there before.
 */
export function Underway() {
  const { pending } = useLinkStatus()
  return pending && <span aria-hidden="true" className="underway" />
}
