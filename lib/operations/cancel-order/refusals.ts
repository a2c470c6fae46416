// Codes with which billing certainly cancelled nothing (billing.md §1, §3.5): rights, site and parameters, no such order, a
// status that cannot be cancelled, part of a combined order.
export const refusals = ['0100 0101 0150 0151 0154 0155 0156 30000010 99000089 99005010'].flatMap((row) =>
  row.split(' ').map((digits) => `CBC.${digits}`),
)
