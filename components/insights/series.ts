const fills = ['bg-series-1', 'bg-series-2', 'bg-series-3', 'bg-series-4', 'bg-series-5', 'bg-series-6'] as const

/** The colour of the n-th thing in a picture. */
export const seriesFill = (index: number): string => fills[index % fills.length] ?? fills[0]
