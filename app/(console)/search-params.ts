/** What Next gives a page of its address after the question mark. */
export type SearchParams = { searchParams: Promise<Record<string, string | string[] | undefined>> }
