'use client'

import { useText } from '#lib/i18n/use-text.ts'
import { codeIn } from './code-in.ts'
import { ExplainCode } from './explain-code.tsx'

/** A message in words; where it carries a code of the cloud, with what that means one press away. */
export function CloudWords({ message }: { message: string }) {
  const text = useText()
  const code = codeIn(message)
  return (
    <>
      {text(message)} {code !== undefined && <ExplainCode code={code} />}
    </>
  )
}
