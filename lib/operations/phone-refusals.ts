const codes = (...rows: string[]): string[] => rows.flatMap((row) => row.split(' ').map((digits) => `CPS.${digits}`))

/**
 * Codes with which the cloud phone service says no before it does anything, by what they are about (cph.md §10.3). Left
 * out on purpose, since they may come after it began: 0003 internal, 0042 busy, 0054 timed out, 0061–0064 inquiry and
 * order, 0090–0092 creation, 0098 of two meanings, 0229 a look-up inside the cloud.
 */
export const phoneRefusals = {
  /** Rights, arrears, suspended or unverified account, project. */
  caller: codes('0001 0006 0007 0008 0046'),
  /** Quota, sold out, too many. */
  stock: codes('0065 0066 0096 0196'),
  /** No such server, or none that is ready. */
  server: codes('0015 0016 0097 0099 0156 0159'),
  serverModel: codes('0088 0089'),
  phoneModel: codes('0027 0028 0157'),
  /** `extend_param` as a whole, and paying automatically. */
  terms: codes('0055'),
  autoPay: codes('0060'),
  /** Image, key pair, ports, network, disks, zone, properties. Codes from 9001 are the pretend cloud's own. */
  placement: codes(
    '0029 0030 0166 0067 0068 0037 0038 0039 0040 0041 0093 0078 0163 0164 9001 9003',
    '0031 0032 0033 0034 0035 0036 0115 0204 0223 0224 0226 0228 0236 0238 0239 0240 0241',
  ),
}
