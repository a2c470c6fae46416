import type { ReactNode } from 'react'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'

type Fact = { id: string; label: ReactNode; value: ReactNode }

/** A row of a list of facts; none where the cloud told nothing. */
export const textFact = (id: string, label: string, value: string | null): Fact[] =>
  value === null || value === '' ? [] : [{ id, label, value }]

export const idFact = (id: string, label: string, value: string | null): Fact[] =>
  value === null || value === '' ? [] : [{ id, label, value: <CopyId id={value} charactersMax={21} /> }]

export const codeFact = (id: string, label: string, value: string): Fact[] =>
  value === ''
    ? []
    : [
        {
          id,
          label,
          value: (
            <span className="font-mono text-s">
              <Breaking text={value} />
            </span>
          ),
        },
      ]

/** A long name of the cloud's own, which may go on in the next line after a dot. */
function Breaking({ text }: { text: string }): ReactNode {
  const cut = text.indexOf('.') + 1
  if (cut === 0) return text
  return (
    <>
      {text.slice(0, cut)}
      <wbr />
      <Breaking text={text.slice(cut)} />
    </>
  )
}

export const timeFact = (id: string, label: string, value: string | null): Fact[] =>
  value === null ? [] : [{ id, label, value: <DateTime at={value} /> }]
