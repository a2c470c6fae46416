/** Characters of the mark by which the console finds its purchase again. */
const markLength = 8

/** Stands for the mark, which is made when the request is submitted. */
export const markPlaceholder = '·'.repeat(markLength)

/** The cloud takes 60 characters; the mark and its hyphen are kept free. */
export const nameMax = 60 - 1 - markLength

/** The name that goes to the cloud: the person's own and the mark by which this purchase is found again. */
export const sentName = (name: string, mark: string): string => `${name}-${mark}`

/** Names the servers get: the name itself for one, `-0001`, `-0002` … appended for more (the vendor's purchase page). */
export const serverNames = (name: string, count: number): string[] =>
  count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}-${String(i + 1).padStart(4, '0')}`)
