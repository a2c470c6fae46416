'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { Underway } from '#components/ui/underway.tsx'
import { currentNavItem } from './current-nav-item.ts'

export type NavItem = {
  href: string
  label: string
  icon: IconName
  /** Waiting things behind it. */ count?: number | undefined
}
export type NavGroup = { id: string; label?: string; items: NavItem[] }

/** The pages of the console. `collapsed` shows icons with the words kept for screen readers and tooltips. */
export function NavList({ groups, collapsed = false }: { groups: NavGroup[]; collapsed?: boolean }) {
  const current = currentNavItem(usePathname(), groups)
  return (
    <div className="flex flex-col gap-4 p-2">
      {groups.map((group) => (
        <div key={group.id}>
          {group.label && (
            <p id={`nav-${group.id}`} className={classNames('px-2.5 pb-1 text-s text-muted', collapsed && 'sr-only')}>
              {group.label}
            </p>
          )}
          <ul aria-labelledby={group.label ? `nav-${group.id}` : undefined} className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavRow item={item} isCurrent={item.href === current} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function NavRow({ item, isCurrent, collapsed }: { item: NavItem; isCurrent: boolean; collapsed: boolean }) {
  const hasCount = item.count !== undefined && item.count > 0
  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      title={collapsed ? item.label : undefined}
      className={classNames(
        'relative flex h-8 items-center gap-2.5 rounded-m px-2.5 text-m no-underline',
        isCurrent ? 'bg-selected font-strong text-accent' : 'text-ink hover:bg-hover',
        collapsed && 'justify-center px-0',
      )}
    >
      <Icon name={item.icon} className={isCurrent ? '' : 'text-muted'} />
      <span className={collapsed ? 'sr-only' : 'flex-1 truncate'}>{item.label}</span>
      {hasCount && (
        <span className={collapsed ? dotClass : 'text-s text-muted'}>
          {collapsed ? <span className="sr-only">{item.count}</span> : item.count}
        </span>
      )}
      <Underway />
    </Link>
  )
}

const dotClass = 'absolute top-1 right-2 size-2 rounded-full bg-accent'
