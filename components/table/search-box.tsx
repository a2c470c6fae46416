'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'
import { Icon } from '#components/ui/icon.tsx'

export type Search = {
  label: string
  placeholder?: string
  value: string
  /** The name in the query string. */
  name: string
  /** The rest of the query string, kept when searching. */
  keep: Record<string, string>
  action: string
}

/** A search of a list. It is a plain form, so that it works before scripts have loaded. */
export function SearchBox({ label, placeholder, value, name, keep, action }: Search) {
  const router = useRouter()
  const search: ComponentProps<'form'>['onSubmit'] = (event) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get(name)
    const params = new URLSearchParams({ ...keep, ...(typeof typed === 'string' && typed !== '' && { [name]: typed }) })
    router.push(params.size === 0 ? action : `${action}?${params}`)
  }
  return (
    <form action={action} role="search" onSubmit={search} className="relative w-64 max-w-full max-sm:w-full">
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-muted">
        <Icon name="search" size={14} />
      </span>
      <input
        key={value}
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder ?? label}
        defaultValue={value}
        className="h-7.5 w-full rounded-m border border-control bg-surface pr-2 pl-8 text-m max-sm:h-9 max-sm:text-l"
      />
    </form>
  )
}
