import { webEnv } from '../env.ts'
import { letStreamsGo, livePosition } from '../live/process-hub.ts'
import { startTracing } from '../metrics/tracing.ts'
import { requireMinimumVersions } from '../minimum-versions.ts'
import { startWith } from '../start-with.ts'
import { takeProtoAway } from '../without-proto.ts'
import { drainOnSignal } from './drain.ts'
import { spareNext } from './spare-next.ts'
import { watchRequests } from './watch-requests.ts'

/** What a web process does once, before its first request: checks what it runs on and its settings, measures, and learns how to stop. */
export async function startServing(): Promise<void> {
  takeProtoAway()
  startWith(requireMinimumVersions)
  const settings = startWith(webEnv)
  await startTracing('web')
  // Listens from now on: also the first page that is read knows from where its stream goes on.
  livePosition()
  const requests = watchRequests()
  spareNext()
  drainOnSignal({
    noticeMs: settings.COUNTERSIGN_DRAIN_NOTICE_SECONDS * 1000,
    limitMs: settings.COUNTERSIGN_DRAIN_SECONDS * 1000,
    letGo: () => {
      requests.keepNoConnection()
      letStreamsGo()
    },
  })
}
