import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'

/** From here on somebody has to think of it. */
const nearlyFull = 0.8

type Props = {
  name: string
  /** Of the whole; above one, more was used than there is. */
  share: number
  /** In the middle of the ring. */
  centre: string
  /** `3 of 12`. */
  amounts: string
  /** What is said from four fifths on, and from the whole on. */
  words: { nearlyFull: string; full: string }
  /** The list of what was counted. */
  href?: string
}

/** How much of something limited is used, as a ring and in words. */
export function Ring({ href, ...rest }: Props) {
  const face = 'flex flex-col items-center gap-1 rounded-s text-center'
  return (
    <li>
      {href === undefined ? (
        <span className={face}>
          <Face {...rest} />
        </span>
      ) : (
        <Link href={href} prefetch={false} className={classNames(face, 'no-underline hover:bg-hover')}>
          <Face {...rest} />
        </Link>
      )}
    </li>
  )
}

function Face({ name, share, centre, amounts, words }: Omit<Props, 'href'>) {
  const tone = share >= 1 ? 'stroke-danger' : share >= nearlyFull ? 'stroke-wait' : 'stroke-series-1'
  return (
    <>
      <span className="relative grid size-20 place-items-center">
        <svg aria-hidden="true" viewBox="0 0 36 36" className="absolute inset-0 -rotate-90">
          <circle cx="18" cy="18" r="15" fill="none" strokeWidth="4" className="stroke-line-strong" />
          {share > 0 && (
            <circle
              cx="18"
              cy="18"
              r="15"
              fill="none"
              strokeWidth="4"
              pathLength="100"
              strokeDasharray={`${Math.min(1, share) * 100} 100`}
              className={tone}
            />
          )}
        </svg>
        <span className="text-l font-strong">{centre}</span>
      </span>
      <span className="text-m">{name}</span>
      <span className="text-s text-muted">{amounts}</span>
      {share >= nearlyFull && (
        <span className={classNames('text-s', share >= 1 ? 'text-danger' : 'text-wait')}>
          {share >= 1 ? words.full : words.nearlyFull}
        </span>
      )}
    </>
  )
}
