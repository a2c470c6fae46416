import { classNames } from './class-names.ts'
import { at } from './share-class.ts'

type Props = { label: string; value: number; max: number; /** `3 of 10 done`, beside the bar. */ text: string }

/** How far something counted has come. */
export function Progress({ label, value, max, text }: Props) {
  return (
    <div className="flex items-center gap-3">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        className="h-1.5 min-w-16 flex-1 overflow-hidden rounded-full bg-line-strong"
      >
        <div className={classNames('h-full w-(--at) rounded-full bg-accent', at(max === 0 ? 0 : value / max))} />
      </div>
      <span className="text-s whitespace-nowrap text-muted">{text}</span>
    </div>
  )
}
