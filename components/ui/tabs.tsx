'use client'

import { useId, useState, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { roveFocus } from './rove-focus.ts'

type Props = { label: string; tabs: { id: string; label: ReactNode; content: ReactNode }[]; initial?: string }

/** Views of one thing in one place; arrows move between the tabs. */
export function Tabs({ label, tabs, initial }: Props) {
  const base = useId()
  const [current, setCurrent] = useState(initial ?? tabs[0]?.id)
  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event) => roveFocus(event, '[role="tab"]', 'horizontal')}
        className="flex gap-5 overflow-x-auto border-b border-line px-1"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            aria-selected={tab.id === current}
            aria-controls={`${base}-${tab.id}-panel`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => setCurrent(tab.id)}
            onFocus={() => setCurrent(tab.id)}
            className={classNames(
              '-mb-px h-10 border-b-2 whitespace-nowrap focus-visible:-outline-offset-2',
              tab.id === current ? 'border-accent font-strong' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${base}-${tab.id}-panel`}
          aria-labelledby={`${base}-${tab.id}`}
          hidden={tab.id !== current}
          tabIndex={0}
          className="pt-4"
        >
          {tab.content}
        </div>
      ))}
    </div>
  )
}
