'use client'

import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'

type Props = {
  /** In the order of the fields on the page; `fieldId` is the id of the element to focus. */
  errors: { fieldId: string; message: string }[]
  /** An error of the whole, beside or instead of field errors. */
  message?: ReactNode
  /** Changes with every failed attempt, so that focus comes here again. */
  attempt: number
}

/** What is wrong, at the top of the form, each line leading to its field; takes focus when it appears. */
export function ErrorSummary({ errors, message, attempt }: Props) {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  const isShown = errors.length > 0 || message !== undefined
  const focusedAttempt = useRef(0)
  // Runs after every render: the step with the errors may appear later than the attempt that found them.
  useEffect(() => {
    if (attempt === focusedAttempt.current || !box.current) return
    focusedAttempt.current = attempt
    box.current.focus()
  })
  if (!isShown) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-m border-2 border-danger bg-surface p-4">
      <h2 className="text-l font-strong">{t('thereIsAProblem')}</h2>
      {message !== undefined && <div className="mt-1">{message}</div>}
      {errors.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1">
          {errors.map(({ fieldId, message: text }) => (
            <li key={fieldId}>
              <a
                href={`#${fieldId}`}
                className="font-strong text-danger underline underline-offset-2 hover:decoration-2"
                onClick={(event) => {
                  event.preventDefault()
                  focusField(fieldId)
                }}
              >
                <FieldName fieldId={fieldId} />
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The label of the field, so that several errors of one wording can be told apart. */
function FieldName({ fieldId }: { fieldId: string }) {
  const name = useSyncExternalStore(
    neverChanges,
    () => nameOfField(fieldId),
    () => '',
  )
  return name && `${name}: `
}

const neverChanges = () => () => undefined

function nameOfField(fieldId: string): string {
  const element = document.getElementById(fieldId)
  const label =
    element instanceof HTMLFieldSetElement
      ? element.querySelector('legend')
      : document.querySelector(`label[for="${CSS.escape(fieldId)}"]`)
  return label?.firstChild?.textContent?.trim() ?? ''
}

/** Brings a field into view and focuses it, or the first control inside it when it is a group. */
export function focusField(fieldId: string): void {
  const element = document.getElementById(fieldId)
  const target = element?.matches('input, select, textarea, button')
    ? element
    : (element?.querySelector<HTMLElement>('input, select, textarea, button') ?? element)
  target?.focus()
  element?.scrollIntoView({ block: 'center' })
}
