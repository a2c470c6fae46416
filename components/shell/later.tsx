import { createElement, lazy, useLayoutEffect, useRef, type ComponentType } from 'react'
import { repeatPress } from './early-press.ts'
import { untilLoaded } from './until-loaded.ts'

/**
 * A page's own part, loaded behind the frame: its markup is in the page at once, its code begins to load with the frame's
 * and wakes it a moment later. That keeps it, and the cache of reads that it needs, out of what every first view waits for.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const coming = untilLoaded(load).then((part) => ({ default: part }))
  // Whoever shows the part hears of it.
  coming.catch(() => undefined)
  const Part = lazy(() => coming)
  return function Later(props: Props) {
    return (
      <>
        {createElement<Props>(Part, props)}
        <Waking />
      </>
    )
  }
}

/** Stands behind what is drawn and not awake yet, and says when it is. */
function Waking() {
  const mark = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    mark.current?.removeAttribute('data-waking')
    repeatPress()
  }, [])
  return <span ref={mark} hidden data-waking="" />
}
