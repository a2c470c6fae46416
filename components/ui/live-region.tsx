const regionId = 'live-region'
const pauseMs = 5000

const waiting = new Map<string, string>()
let timer: ReturnType<typeof setTimeout> | undefined
let spokenAt = -Infinity

/** The one place that speaks to screen readers; it stands once in the frame. */
export function LiveRegion() {
  return <div id={regionId} role="status" aria-live="polite" aria-atomic="true" className="sr-only" />
}

/**
 * Says something politely, at most every five seconds; of several sayings on one topic only the last is spoken
 * (`3 of 10 done` replaces `2 of 10 done`).
 */
export function announce(text: string, topic = text): void {
  waiting.set(topic, text)
  if (timer !== undefined) return
  timer = setTimeout(speak, Math.max(0, spokenAt + pauseMs - performance.now()))
}

function speak(): void {
  timer = undefined
  spokenAt = performance.now()
  const region = document.getElementById(regionId)
  if (region) region.textContent = [...waiting.values()].join(' ')
  waiting.clear()
}
