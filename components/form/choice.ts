import type { ReactNode } from 'react'

/** One thing to choose. What cannot be had now is shown with the reason instead of being left out. */
export type Choice = {
  value: string
  label: string
  /** A second line: what it is, what it costs. */
  description?: string | undefined
  /** At the right: a price, a size, a state. */
  aside?: ReactNode
  disabledReason?: string | undefined
}

/** Choices that come from elsewhere: three faces, each of them drawn. */
export type Choices =
  | { state: 'ready'; choices: Choice[] }
  | { state: 'loading' }
  | {
      state: 'failed'
      message: string
      /** The cloud's own code, where it refused. */ code?: string | undefined
      retry?: () => void
    }

export const readyChoices = (choices: Choice[]): Choices => ({ state: 'ready', choices })

/** The choices whose label, value or description hold every typed word. */
export function matchChoices(choices: Choice[], typed: string): Choice[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter(({ label, value, description = '' }) => {
    const text = `${label} ${value} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
