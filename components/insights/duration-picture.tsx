import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'
import { at, restAfter } from '#components/ui/share-class.ts'
import { useTranslations } from 'use-intl/react'
import { capitalised, JobKind, JobService, useCloudKind } from '#components/jobs/job-words.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { JobDurations } from '#lib/insights/queries.ts'
import { Picture } from './picture.tsx'
import { useDurationWords } from './use-duration-words.ts'

/** `from` is the first day whose jobs are counted. */
type Props = { durations: JobDurations[]; from: string }

/** How long jobs took, one distribution for each kind, on one scale. */
export function DurationPicture({ durations, from }: Props) {
  const t = useTranslations('insights.durations')
  const wordOf = useCloudKind()
  const format = useFormat()
  const text = useText()
  const short = useDurationWords()
  const nameOf = ({ title, cloudKind }: JobDurations): string =>
    cloudKind === null
      ? text(title)
      : title === cloudKind
        ? capitalised(wordOf(cloudKind), cloudKind)
        : `${text(title)} · ${wordOf(cloudKind)}`
  const bars = durations.flatMap((each) => each.bars)
  const scale = {
    from: Math.log2(Math.min(...bars.map(({ fromSeconds }) => fromSeconds))),
    to: Math.log2(Math.max(...bars.map(({ toSeconds }) => toSeconds))),
  }
  return (
    <Picture
      title={t('title')}
      note={t('note')}
      empty={durations.length === 0 ? t('empty') : undefined}
      columns={[t('kind'), t('succeeded'), t('failed'), t('p50'), t('p90'), t('usual')]}
      rows={durations.map((each) => ({
        id: keyOf(each),
        cells: [
          nameOf(each),
          format.number(each.succeeded),
          format.number(each.failed),
          each.succeeded === 0 ? '–' : short(each.p50),
          each.succeeded === 0 ? '–' : short(each.p90),
          short(each.usualMinutes * 60),
        ],
        href: jobsHref(each, each.succeeded === 0 ? 'failed' : 'succeeded', from),
      }))}
    >
      <ul className="flex flex-col">
        {durations.map((each) => (
          <Distribution key={keyOf(each)} durations={each} scale={scale} from={from} />
        ))}
      </ul>
      <Axis scale={scale} />
    </Picture>
  )
}

const keyOf = ({ service, kind }: JobDurations): string => `${service} ${kind}`

const jobsHref = ({ service, kind }: JobDurations, state: 'succeeded' | 'failed', from: string): string =>
  `/jobs?${new URLSearchParams({ state, service, kind, started: `${from}..` })}`

/** From the shortest to the longest, as logarithms: twice as long is one further. */
type Scale = { from: number; to: number }

/** Where a duration stands, from 0 to 1. */
const placeOn = ({ from, to }: Scale, seconds: number): number => (Math.log2(seconds) - from) / (to - from || 1)

const ticks = [1, 10, 60, 600, 3_600, 36_000, 360_000]

const ticksOn = ({ from, to }: Scale): number[] =>
  ticks.filter((seconds) => Math.log2(seconds) >= from && Math.log2(seconds) <= to)

/** The one scale below all of them. */
function Axis({ scale }: { scale: Scale }) {
  const short = useDurationWords()
  return (
    <div aria-hidden="true" className="grid gap-x-4 pt-1 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
      <span className="max-sm:hidden" />
      <div className="relative h-5 text-s text-muted">
        {ticksOn(scale).map((seconds) => (
          <span
            key={seconds}
            className={classNames(
              'absolute left-(--at) -translate-x-1/2 whitespace-nowrap',
              at(Math.min(0.97, Math.max(0.03, placeOn(scale, seconds)))),
            )}
          >
            {short(seconds)}
          </span>
        ))}
      </div>
    </div>
  )
}

function Distribution({ durations, scale, from }: { durations: JobDurations; scale: Scale; from: string }) {
  const t = useTranslations('insights.durations')
  const short = useDurationWords()
  const { service, title, cloudKind, succeeded, failed, p50, p90, usualMinutes, bars } = durations
  const most = Math.max(1, ...bars.map(({ jobs }) => jobs))
  const placeOf = (seconds: number) => placeOn(scale, seconds)
  return (
    <li className="grid grid-cols-1 items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-b-0 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
      <div className="min-w-0 text-m">
        <p className="break-words">
          <JobKind title={title} cloudKind={cloudKind} />
        </p>
        <p className="flex flex-wrap gap-x-3 text-s text-muted">
          <JobService service={service} />
          <Link href={jobsHref(durations, 'succeeded', from)} prefetch={false} className="underline underline-offset-2">
            {t('countDone', { count: succeeded })}
          </Link>
          {failed > 0 && (
            <Link
              href={jobsHref(durations, 'failed', from)}
              prefetch={false}
              className="text-danger underline underline-offset-2"
            >
              {t('countFailed', { count: failed })}
            </Link>
          )}
        </p>
      </div>
      {succeeded > 0 && (
        <div aria-hidden="true" className="min-w-0 pt-1">
          <div className="relative h-12 border-b border-control">
            {ticksOn(scale).map((seconds) => (
              <Mark key={seconds} place={placeOf(seconds)} className="border-l border-line" />
            ))}
            {bars.map(({ fromSeconds, toSeconds, jobs }) => (
              <span
                key={fromSeconds}
                title={t('bar', { from: short(fromSeconds), to: short(toSeconds), count: jobs })}
                className={classNames(
                  'absolute inset-y-0 right-(--rest) left-(--at) flex flex-col justify-end',
                  at(placeOf(fromSeconds)),
                  restAfter(placeOf(toSeconds)),
                )}
              >
                {jobs > 0 && (
                  <span
                    className={classNames('h-(--at) min-h-0.5 border-x border-surface bg-series-1', at(jobs / most))}
                  />
                )}
              </span>
            ))}
            <Mark place={placeOf(p50)} className="border-l-2 border-ink outline-1 outline-surface" />
            <Mark place={placeOf(p90)} className="border-l-2 border-dashed border-ink" />
          </div>
          <p className="flex flex-wrap justify-between gap-x-4 pt-0.5 text-s text-muted">
            <span>
              {t('half', { duration: short(p50) })} · {t('nine', { duration: short(p90) })}
            </span>
            <span>{t('stuckAfter', { duration: short(usualMinutes * 60) })}</span>
          </p>
        </div>
      )}
    </li>
  )
}

const Mark = ({ place, className }: { place: number; className: string }) => (
  <span className={classNames('absolute inset-y-0 left-(--at)', at(place), className)} />
)
