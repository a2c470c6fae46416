/** Why a phone server in a status takes no change, as parts of message keys (cph.md §13). */
const reasons: Readonly<Record<number, string>> = {
  0: 'creating',
  1: 'creating',
  2: 'abnormal',
  3: 'creating',
  4: 'creating',
  8: 'frozen',
  10: 'stopped',
  11: 'stopping',
  12: 'stopFailed',
  13: 'starting',
}

const normal = 5

/** Why a phone server that is not running normally takes no change, a message key; undefined when it does. */
export const unlessNormal = ({ status }: { status: number }): string | undefined =>
  status === normal ? undefined : `operations.cannot.${reasons[status] ?? 'otherStatus'}`
