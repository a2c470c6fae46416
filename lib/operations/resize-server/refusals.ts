// Codes with which the cloud certainly did nothing (ecs.md §8.1): rights and account, wrong parameters, the state of the
// server, and flavors that cannot follow. Left out on purpose, because an order or a task may exist: 0002, 0067, 0207,
// 0209, 0319, 0603 (a 501), 0701, 1000–1300, 7000, Common.0024 (a 202).
const ecs = [
  '0000 0003 0005 0007 0008 0009 0015 0016 0018 0019 0023 0027 0028 0029 0030 0037 0042 0050 0051 0052 0053 0062',
  '0066 0068 0069 0070 0071 0090 0100 0101 0104 0105 0110 0114 0605 0614 0704',
  '0802 0803 0804 0805 0806 0807 0808 0809 0810 0811 0812 0813 0909',
].flatMap((row) => row.split(' ').map((digits) => `Ecs.${digits}`))

export const refusals = [...ecs, 'Common.0002', 'Common.0013', 'Common.0018', 'Pdp.0001']
