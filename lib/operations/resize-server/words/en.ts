export const words = {
  /** At a field. */
  error: {
    billingOther: 'The cloud does not say how this server is paid: it cannot be resized here',
    flavorChanged: 'The cloud changed this flavor since you chose it: choose it again',
    flavorChoose: 'Choose a flavor',
    flavorIsCurrent: 'The server has this flavor already: choose another',
    flavorNotListed: 'The cloud does not offer this flavor for this server: choose one from the list',
    hostId: 'Enter the id of a dedicated host, such as 459a2b9d-804a-4745-ab19-a113bb1b4ddc',
    hostNeeded: 'Name the dedicated host: this server runs on one, and must end on one',
    hostNotTaken: 'Name no dedicated host: this server does not run on one',
    isStopped: 'The server is switched off already: resize it as it is',
    powerChoose: 'Choose one: the server cannot be resized while it runs',
    statusOther: 'The server is neither running nor switched off: open this form again when it is',
    stopFirst:
      'A running server cannot be resized as it is: switch it off first, or choose “Stop, resize, start again”',
    threads: 'Choose on or off, or leave it to the cloud',
    threadsNotTaken: 'Leave hyper-threading to the cloud: this flavor does not let it be chosen',
  },
  atTarget: 'What it will get',
  billing: 'Paid',
  billingValue: { prepaid: 'Yearly/monthly', pay_per_use: 'Pay-per-use' },
  dryRun:
    'Right before anything is sent, the cloud is asked to try the change without doing it. If it refuses, the request is held and nothing is sent.',
  flavor: 'Flavor',
  flavorFacts: '{vcpus, plural, one {# vCPU} other {# vCPUs}} · {memory, number} GiB · {kind}',
  flavorFactsWithBandwidth:
    '{vcpus, plural, one {# vCPU} other {# vCPUs}} · {memory, number} GiB · {kind} · up to {bandwidth, number} Mbit/s',
  flavorHelp: 'Only what the cloud offers for this server. What it would refuse stands at the end, with the reason.',
  flavorNow: 'Flavor now',
  host: 'Dedicated host',
  hostHelp:
    'The server stays on the host it is on, or moves to the one whose id you enter. The host must be in the same zone and have room.',
  hostMoves: 'Moves to another host',
  hostStays: 'Stays on its host',
  priceNote: {
    prepaid:
      'What costs more is paid after the order was compared with the approval; a refund is paid by the cloud itself.',
    pay_per_use: 'For the server alone: disks, addresses and bandwidth cost what they cost now.',
  },
  how: 'What happens to the server',
  noTarget: 'Open this form from the page of a server, under “What can be done now”.',
  payment: 'How it is paid',
  paymentValue: {
    prepaid: 'Ordered unpaid, compared with the approval, then paid; a refund comes by itself',
    pay_per_use: 'Nothing is ordered; the next hours cost the new price',
  },
  performance: {
    ascend: 'AI accelerated',
    computingv3: 'Compute',
    cpuv1: 'Compute I',
    cpuv2: 'Compute II',
    diskintensive: 'Disk-intensive',
    entry: 'Entry level',
    fpga: 'FPGA',
    gpu: 'GPU',
    highio: 'High I/O',
    highmem: 'Large memory',
    kunpeng_computing: 'Kunpeng compute',
    kunpeng_highmem: 'Kunpeng large memory',
    normal: 'General purpose',
    saphana: 'SAP HANA',
    ultracpu: 'High-performance compute',
  },
  power: 'Power',
  powerNow: { ACTIVE: 'Running', SHUTOFF: 'Switched off' },
  powerIs: { ACTIVE: 'The server is running.', SHUTOFF: 'The server is switched off.' },
  powerValue: { as_it_is: 'Resize as it is', stop_and_start: 'Stop, resize, start again' },
  powerHelp: {
    as_it_is: 'It stays switched off, before and after.',
    stop_and_start:
      'One call: the cloud switches the server off, resizes it and switches it on again. Whatever runs on it ends; what is not saved is lost. If the resize fails, it may stay off.',
  },
  powerNot: {
    as_it_is: 'Only a server that is switched off is resized as it is. Switch it off first, then open this form again.',
    stop_and_start: 'It is switched off already',
  },
  powerFrozen:
    'The reviewer signs this power state too. If somebody switches the server on or off before the call is sent, nothing is sent.',
  reviewCallHelp:
    'This is what is signed and sent once a reviewer has approved it. Before that, the same call is tried with "dry_run": true.',
  server: 'Server',
  size: 'Size',
  sizeAfter: '{vcpus, plural, one {# vCPU} other {# vCPUs}}, {memory, number} GiB',
  sizeChange:
    '{vcpusNow, plural, one {# vCPU} other {# vCPUs}}, {memoryNow, number} GiB → {vcpus, plural, one {# vCPU} other {# vCPUs}}, {memory, number} GiB',
  steps: { target: 'Server', flavor: 'New flavor', power: 'Power' },
  threads: 'Hyper-threading',
  threadsChoice: { default: 'As the cloud does', on: 'On', off: 'Off' },
  threadsMeans: {
    default: 'Nothing is said of it, which means on',
    on: 'Two threads on each core',
    off: 'One thread on each core',
  },
  threadsHelp: 'It can only be chosen when a server is bought or resized.',
  threadsValue: {
    default: 'As the cloud does: two threads on each core',
    on: 'On: two threads on each core',
    off: 'Off: one thread on each core',
  },
  warning: {
    moves: 'The server moves to another dedicated host.',
    smaller: 'It gets smaller: what runs on it may become slow or no longer fit in memory.',
    stops:
      '{name} is running. The cloud switches it off, resizes it and switches it on again: what it serves is down meanwhile, and unsaved data is lost. If the resize fails, it may stay off.',
    windows:
      'It runs Windows. Data disks may be offline afterwards and must be brought online in Windows; the international site does not resize Windows servers.',
  },
  zone: 'Zone',
} as const
