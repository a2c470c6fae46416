import { useCallback, useEffect, useRef, useState } from 'react'
import type { SessionEnd, SessionFacts } from '#lib/auth/my-sessions.ts'
import { AppError } from '#lib/errors.ts'
import { readRoute } from '#lib/read-route.ts'
import type { ActionResult } from '#lib/result.ts'

/** The warning comes so long before the end. */
const warnSeconds = 120
/** What its person does is told to the server at most so often, far more often than a session may idle. */
const tellEveryMs = 5 * 60_000
/** While the warning stands, another window may have kept the session alive. */
const lookAgainMs = 10_000
/** Asked once after the page came; later answers say when to look. */
const firstLookMs = 60_000

const over: SessionEnd = { secondsLeft: 0, isFinal: true }

/** In how many milliseconds to ask the server again when a session ends in `secondsLeft`. */
export const nextLookMs = (secondsLeft: number): number =>
  secondsLeft > warnSeconds ? (secondsLeft - warnSeconds) * 1000 : lookAgainMs

type Stay = (input: Record<string, never>) => Promise<ActionResult<SessionEnd>>

/** When the session ends, in milliseconds, and whether that is after its whole time, which nothing makes longer. */
export type Warning = { endsAt: number; isFinal: boolean }

/**
 * What to warn of when the session is about to end. What the person does here keeps it alive, until its whole time is over;
 * what the page reads by itself does not.
 */
export function useIdle(tell: Stay): { warning: Warning | undefined; stay: () => void } {
  const [warning, setWarning] = useState<Warning>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const look = useRef<() => void>(undefined)

  const take = useCallback(({ secondsLeft, isFinal }: SessionEnd) => {
    const isNear = secondsLeft <= warnSeconds && secondsLeft > 0
    setWarning(isNear ? { endsAt: Date.now() + secondsLeft * 1000, isFinal } : undefined)
    clearTimeout(timer.current)
    if (secondsLeft > 0) timer.current = setTimeout(() => look.current?.(), nextLookMs(secondsLeft))
  }, [])

  const stay = useCallback(() => {
    // When the console cannot be reached, the next look says how things stand.
    void tell({}).then(
      (result) => (result.ok ? take(result.value) : result.error.code === 'unauthenticated' && take(over)),
      () => undefined,
    )
  }, [tell, take])

  useEffect(() => {
    look.current = () => {
      void readRoute<SessionFacts>('/api/session').then(take, (failure: unknown) => {
        // It is over, which the page says by itself: nothing is left to be kept.
        if (failure instanceof AppError && failure.code === 'unauthenticated') take(over)
        else timer.current = setTimeout(() => look.current?.(), firstLookMs)
      })
    }
    timer.current = setTimeout(() => look.current?.(), firstLookMs)
    return () => clearTimeout(timer.current)
  }, [take])

  useEffect(() => {
    let toldAt = Date.now()
    const act = () => {
      if (Date.now() - toldAt < tellEveryMs) return
      toldAt = Date.now()
      stay()
    }
    const kinds = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
    for (const kind of kinds) window.addEventListener(kind, act, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, act)
    }
  }, [stay])

  return { warning, stay }
}
