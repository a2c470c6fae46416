import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { withParams } from '#lib/errors.ts'

/** Beside a second factor twelve characters are enough; longer than this nobody types. */
const passwordLength = { min: 12, max: 128 } as const

/** Of 4: a hundred million guesses are not enough for what has this many points. */
const pointsMin = 3

let judge: ZxcvbnFactory | undefined

/**
 * Why `password` is not taken, as a message key; undefined when it is. Length counts, not sorts of characters; what is on
 * the lists of passwords that were stolen and used again, or made of the person's own name, is refused.
 */
export function passwordProblem(password: string, ownWords: readonly string[]): string | undefined {
  if (password.length < passwordLength.min) return withParams('errors.passwordShort', { min: passwordLength.min })
  if (password.length > passwordLength.max) return withParams('errors.tooLong', { max: passwordLength.max })
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: passwordLength.max })
  const words = ownWords.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2)
  return judge.check(password, words).score < pointsMin ? 'errors.passwordCommon' : undefined
}
