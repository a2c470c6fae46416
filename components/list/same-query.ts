/** Whether two search strings narrow and sort alike, in whatever order they say it. */
export const isSameQuery = (one: string, other: string): boolean => sorted(one) === sorted(other)

function sorted(query: string): string {
  const params = new URLSearchParams(query)
  params.sort()
  return params.toString()
}
