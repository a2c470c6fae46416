'use client'

import type { DehydratedState } from '@tanstack/react-query'
import { lazy, type ReactNode } from 'react'
import { untilLoaded } from './until-loaded.ts'

const coming = untilLoaded(() => import('@tanstack/react-query')).then(({ HydrationBoundary }) => ({
  default: HydrationBoundary,
}))
const Cache = lazy(() => coming)

/** Fills the cache of reads for what is inside, which is loaded behind the frame as the cache is. */
export function CacheLater({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return <Cache state={state}>{children}</Cache>
}
