/** Internal addresses (VIPs) of one server with so many phones; `phonesPerIp` absent: all phones share one. */
export const vipCount = (phones: number, phonesPerIp: number | undefined): number =>
  Math.ceil(phones / (phonesPerIp ?? phones))
