import { wordIn } from './status-word.ts'

/** The words for the status numbers of a phone (cph.md §6.4). */
export const phoneStatusWords = {
  creating: [0, 1],
  running: [2],
  resetting: [3],
  restarting: [4],
  frozen: [6],
  stopping: [7],
  stopped: [8],
  resetFailed: [-5],
  restartFailed: [-6],
  abnormal: [-7],
  creationFailed: [-8],
  stopFailed: [-9],
} as const
export type PhoneStatusWord = keyof typeof phoneStatusWords

export const phoneStatusWord = (status: number): PhoneStatusWord | undefined => wordIn(phoneStatusWords, status)
