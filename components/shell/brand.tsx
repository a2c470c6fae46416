/** Two pen strokes, the second crossing the first: a check that someone else has signed. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="3.5"
      className="shrink-0"
    >
      <path d="M3 17.5 9 24 20 7" className="stroke-muted" />
      <path d="M11 17.5 17 24 29 7" className="stroke-accent" />
    </svg>
  )
}

export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 text-l font-strong tracking-tight text-ink">
      <BrandMark />
      Countersign
    </span>
  )
}
