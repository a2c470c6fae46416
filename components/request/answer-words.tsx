import { useTranslations } from 'use-intl/react'
import { answerKind } from './answer-kind.ts'

/** What is stored of an answer as its message: why it tells nothing, in people's words, or the cloud's own words. */
export function AnswerWords({ text }: { text: string }) {
  const t = useTranslations('requests.answers')
  const found = answerKind(text)
  return found === undefined ? text : t(found.kind, { code: found.code })
}
