import { useCallback, useEffect, useRef, useState } from 'react'
import type { SessionFacts } from '#lib/auth/my-sessions.ts'
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

/** In how many milliseconds to ask the server again when a session ends in `secondsLeft`. */
export const nextLookMs = (secondsLeft: number): number =>
  secondsLeft > warnSeconds ? (secondsLeft - warnSeconds) * 1000 : lookAgainMs

type Stay = (input: Record<string, never>) => Promise<ActionResult<{ secondsLeft: number }>>

/**
 * When the session is about to end for want of use: the moment, in milliseconds. What the person does here keeps it alive;
 * what the page reads by itself does not.
 */
export function useIdle(tell: Stay): { endsAt: number | undefined; stay: () => void } {
  const [endsAt, setEndsAt] = useState<number>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const look = useRef<() => void>(undefined)

  const take = useCallback((secondsLeft: number) => {
    setEndsAt(secondsLeft > warnSeconds || secondsLeft <= 0 ? undefined : Date.now() + secondsLeft * 1000)
    clearTimeout(timer.current)
    if (secondsLeft > 0) timer.current = setTimeout(() => look.current?.(), nextLookMs(secondsLeft))
  }, [])

  const stay = useCallback(() => {
    // When the console cannot be reached, the next look says how things stand.
    void tell({}).then(
      (result) => (result.ok ? take(result.value.secondsLeft) : result.error.code === 'unauthenticated' && take(0)),
      () => undefined,
    )
  }, [tell, take])

  useEffect(() => {
    look.current = () => {
      void readRoute<SessionFacts>('/api/session').then(
        ({ secondsLeft }) => take(secondsLeft),
        (failure: unknown) => {
          // It is over, which the page says by itself: nothing is left to be kept.
          if (failure instanceof AppError && failure.code === 'unauthenticated') take(0)
          else timer.current = setTimeout(() => look.current?.(), firstLookMs)
        },
      )
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

  return { endsAt, stay }
}
