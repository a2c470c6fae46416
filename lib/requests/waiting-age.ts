/** For how long a request has waited: the word that lists are narrowed by, and its hours. */
export const waitingAges = {
  under_1h: { from: 0, to: 1 },
  '1h_4h': { from: 1, to: 4 },
  '4h_1d': { from: 4, to: 24 },
  '1d_3d': { from: 24, to: 72 },
  over_3d: { from: 72, to: undefined },
} as const satisfies Record<string, { from: number; to: number | undefined }>

export type WaitingAge = keyof typeof waitingAges

// The keys of the table above.
export const waitingAgeNames = Object.keys(waitingAges) as WaitingAge[]
