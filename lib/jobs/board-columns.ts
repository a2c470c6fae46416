/** The columns of the board, from left to right. A job that takes too long stands in `stuck` only. */
export const boardColumns = ['running', 'waiting_payment', 'stuck', 'failed', 'succeeded'] as const
export type BoardColumn = (typeof boardColumns)[number]

/** How long what has ended stays on the board, from its beginning. */
export const boardDays = 7
