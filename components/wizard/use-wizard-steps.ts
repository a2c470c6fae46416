'use client'

import { useEffect, useRef, useState } from 'react'
import { fieldId } from '#components/form/field-id.ts'
import { focusField } from '#components/ui/error-summary.tsx'
import { reviewId, stepBefore, stepToShow } from './navigation.ts'
import { useStepInUrl } from './use-step-in-url.ts'

/** Which step is shown and how far one has come. The review is the last step of every wizard. */
export function useWizardSteps(stepIds: string[], furthestAtStart: number) {
  const ids = [...stepIds, reviewId]
  const { wanted, show } = useStepInUrl()
  const [furthest, setFurthest] = useState(furthestAtStart)
  const [returnsToReview, setReturnsToReview] = useState(false)
  const current = stepToShow(ids, wanted, furthest)
  const { heading, skipOnce } = useHeadingFocus(current)
  const open = (id: string, field?: string) => {
    setFurthest((index) => Math.max(index, ids.indexOf(id)))
    show(id)
    if (field === undefined) return
    skipOnce()
    requestAnimationFrame(() => focusField(fieldId(field)))
  }
  return {
    ids,
    current,
    furthest,
    heading,
    open,
    back: stepBefore(ids, current),
    returnsToReview,
    setReturnsToReview,
    /** Opens a step to change one answer; Next then leads back to the review. */
    change: (step: string, field?: string) => {
      setReturnsToReview(true)
      open(step, field)
    },
  }
}

/** Focuses the step's heading whenever the step changes, but not on the first paint. */
function useHeadingFocus(current: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(current)
  const isSkipped = useRef(false)
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    if (!isSkipped.current) {
      window.scrollTo({ top: 0 })
      heading.current?.focus({ preventScroll: true })
    }
    isSkipped.current = false
  }, [current])
  return {
    heading,
    skipOnce: () => {
      isSkipped.current = true
    },
  }
}
