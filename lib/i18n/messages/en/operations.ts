export const operations = {
  buyPhoneServers: 'Buy phone servers',
  request: 'New request',
  /** Why a choice cannot be made. */
  reasons: {
    accountNotActive: 'Paused, or its key is refused: an owner can start it again',
    bandwidthFull: 'Takes no more public addresses',
    frozen: 'Frozen by the cloud',
    lineNotHere: 'Not offered in this region: choose another line',
    networkNotReady: 'Not ready in the cloud',
    noFreeAddress: 'No free address',
    noPhoneModel: 'No phone flavor is offered for it',
    notInRegion: 'The cloud has no such service in this region',
    offSale: 'Off sale',
    phonesUnknown: 'The cloud does not say how many phones it has',
    privateKeypair: 'Belongs to one user only: the console cannot buy with it',
  },
} as const
