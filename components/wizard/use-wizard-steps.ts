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
  const { heading, focusNext } = useStepFocus(current)
  const open = (id: string, focus: StepFocus = 'heading') => {
    setFurthest((index) => Math.max(index, ids.indexOf(id)))
    if (id === current) return
    focusNext(focus)
    show(id)
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
    change: (step: string, focus?: StepFocus) => {
      setReturnsToReview(true)
      open(step, focus)
    },
  }
}

/** What takes the focus once a step is shown: its heading, one of its fields, or the error summary by itself. */
export type StepFocus = 'heading' | 'errors' | { field: string }

function useStepFocus(current: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(current)
  const wanted = useRef<StepFocus>('heading')
  useEffect(() => {
    // Not on the first paint, which belongs to the page.
    if (shown.current === current) return
    shown.current = current
    const focus = wanted.current
    wanted.current = 'heading'
    if (typeof focus === 'object') return focusField(fieldId(focus.field))
    window.scrollTo({ top: 0 })
    if (focus === 'heading') heading.current?.focus({ preventScroll: true })
  }, [current])
  return {
    heading,
    focusNext: (focus: StepFocus) => {
      wanted.current = focus
    },
  }
}
