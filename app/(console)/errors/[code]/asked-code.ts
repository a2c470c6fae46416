import { AskedCode } from '#lib/error-book/explain.ts'

/** The code that a part of an address names, whether or not the book has it; undefined where it can be none. */
export const codeOf = (part: string): string | undefined => AskedCode.shape.code.safeParse(decoded(part)).data

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
