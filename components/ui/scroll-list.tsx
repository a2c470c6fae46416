type Props = {
  label: string
  rows: readonly { value: string; /** Quieter: usually an id. */ detail?: string | undefined }[]
}

/** A list that may be long, in a frame of its own that the keyboard can scroll; a row cut in half shows that there is more. */
export function ScrollList({ label, rows }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-60 overflow-y-auto rounded-m border border-line bg-surface focus-visible:-outline-offset-2"
    >
      <ul className="divide-y divide-line text-m">
        {rows.map(({ value, detail }) => (
          <li key={`${value} ${detail}`} className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-1">
            <span className="min-w-0 wrap-anywhere">{value}</span>
            {detail !== undefined && <span className="font-mono text-s wrap-anywhere text-muted">{detail}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
