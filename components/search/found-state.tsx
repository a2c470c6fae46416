import { useTranslations } from 'use-intl/react'
import { DesktopStatus } from '#components/desktops/desktop-status.tsx'
import { JobStateMark } from '#components/jobs/job-state.tsx'
import { OrderStatus } from '#components/orders/order-status.tsx'
import { PhoneStatus } from '#components/phone-servers/phone-status.tsx'
import { ServerStatus } from '#components/phone-servers/server-status.tsx'
import { RequestStatus } from '#components/request/request-status.tsx'
import { EcsServerStatus } from '#components/servers/ecs-server-status.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { jobStates } from '#lib/jobs/job-state.ts'
import { requestStates } from '#lib/requests/machine.ts'
import type { SearchKind } from '#lib/search/search-query.ts'

const shownJobStates = [...jobStates, 'cancelled'] as const

/** How something that was found stands, in the words of its kind; a state that is not known is shown as it is. */
export function FoundState({ kind, state }: { kind: SearchKind; state: string }) {
  const status = Number(state)
  const requestState = requestStates.find((each) => each === state)
  const jobState = shownJobStates.find((each) => each === state)
  if (kind === 'request' && requestState) return <RequestStatus state={requestState} />
  if (kind === 'job' && jobState) return <JobStateMark state={jobState} />
  if (kind === 'desktop') return <DesktopStatus status={state} task="" isGone={state === 'gone'} />
  if (kind === 'server') return <EcsServerStatus status={state} task="" isGone={state === 'gone'} />
  const address = addressStates.find((each) => each === state)
  if (kind === 'eip' && address) return <AddressState state={address} />
  if (kind === 'order' && !Number.isNaN(status)) return <OrderStatus status={status} />
  if (kind === 'phone_server' && (state === 'gone' || !Number.isNaN(status)))
    return <ServerStatus status={status} isGone={state === 'gone'} />
  if (kind === 'phone' && !Number.isNaN(status)) return <PhoneStatus status={status} />
  return <span className="text-s text-muted">{state}</span>
}

/** billing.md §1: what billing says of a thing that an order brought. */
const addressStates = ['2', '3', '4', '5'] as const
type AddressStatus = (typeof addressStates)[number]

const addressFaces: Record<AddressStatus, { icon: IconName; tone: Tone }> = {
  2: { icon: 'circle-check', tone: 'success' },
  3: { icon: 'circle-slash', tone: 'neutral' },
  4: { icon: 'lock-keyhole', tone: 'wait' },
  5: { icon: 'hourglass', tone: 'wait' },
}

function AddressState({ state }: { state: AddressStatus }) {
  const t = useTranslations('search.addresses')
  return <StatusMark {...addressFaces[state]}>{t(`s${state}`)}</StatusMark>
}
