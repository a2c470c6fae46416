/** What stands at a field of an operation that cannot be taken as it is: what to do about it. */
export const fieldErrors = {
  accountChoose: 'Choose the account to buy in',
  unknownField: 'Remove “{field}”: the console does not know it',
  tooLong: 'Shorten this to {max, number} characters at most',
  tooManyBytes: 'Shorten this to {max, number} bytes at most (a Chinese character counts as 3)',

  serverModelChoose: 'Choose a server flavor',
  serverModelGone: 'The cloud no longer offers this server flavor: choose another',
  phoneModelChoose: 'Choose a phone flavor',
  phoneModelNotFitting: 'This phone flavor does not run on the chosen server flavor: choose one from the list',
  phoneModelChanged: 'The cloud changed this phone flavor since you chose it: choose it again',

  imageChoose: 'Choose an image',
  imageGone: 'This image no longer exists: choose another',
  imageNotFitting: 'This image does not run on the chosen phone flavor: choose one from the list',
  serverName: 'Use only letters A–Z, digits, hyphens and underscores',
  serverCount: 'Enter a whole number from {min, number} to {max, number}; for more servers make a second request',
  keypairGone: 'This key pair no longer exists: choose another, or none',

  vpcChoose: 'Choose a VPC',
  vpcGone: 'This VPC no longer exists: choose another',
  subnetChoose: 'Choose a subnet',
  subnetNotInVpc: 'This subnet is not in the chosen VPC: choose one from the list',
  subnetTooSmall:
    'This subnet has {free, number} free addresses and the servers need {needed, number}: choose a larger one',
  subnetWithoutIpv6: 'The chosen subnet has no IPv6: switch IPv6 off, or choose another subnet',
  phonesPerIp: 'Enter a whole number of phones, at least 1',
  phonesPerIpAbovePhones: 'Enter {max, number} or less: the server has only {max, number} phones',
  eipSource: 'Choose new addresses, an existing one, or none',
  eipType: 'Choose a line for the new public addresses',
  eipCount: 'Enter a whole number of addresses, at least 1; for none choose “No public address”',
  eipCountAboveAddresses:
    'Enter {max, number} or less: a server has only {max, number} internal {max, plural, one {address} other {addresses}} to attach them to',
  eipChoose: 'Choose one of the free public addresses',
  eipGone: 'This public address is no longer free: choose another',
  eipForOneServer: 'One existing address cannot serve several servers: choose new addresses, or buy one server',
  bandwidthShare: 'Choose a dedicated or a shared bandwidth',
  bandwidthSize: 'Enter a whole number from {min, number} to {max, number} Mbit/s',
  bandwidthChoose: 'Choose a shared bandwidth',
  bandwidthGone: 'This shared bandwidth no longer exists: choose another',
  bandwidthFull:
    'This bandwidth takes {room, number} more public addresses and the servers need {needed, number}: choose another, or fewer addresses',
  chargeMode: 'Choose whether the bandwidth is billed by size or by traffic',

  portName: 'Name the port, for example “web”',
  portNameReserved: 'Choose another name: the cloud keeps adb and vnc for itself',
  portNameTwice: 'Choose another name: an earlier port has this one',
  portRange: 'Enter a whole number from {min} to {max}',
  portTwice: 'Enter another number: an earlier port has this one',
  propertyJson: `Enter a JSON object, for example '{"persist.sys.locale":"en-US"}'`,
  propertyKey: 'Remove “{key}”: the cloud does not let phones be set up with it',
  propertyValue: 'Change the value of “{key}”: the cloud does not take this one',

  diskNeeded: 'Choose a disk: phones of a 2.0 flavor have none of their own',
  diskNotTaken: 'Choose no disk: phones of a 1.0 flavor bring their own',
  diskType: 'Choose a disk type',
  diskSize: 'Enter a whole number from {min, number} to {max, number} GiB',

  termUnit: 'Choose months or years',
  termCount: 'Enter a whole number: 1 to 9 months, or 1 to 10 years',
  termMonths: 'Enter 9 months or less, or choose years',

  enterpriseProjectGone: 'This enterprise project no longer exists or is disabled: choose another',
  zoneGone: 'This zone no longer exists: choose another, or leave it to the platform',

  flavorIsCurrent: 'The server has this flavor already: choose another',
  flavorNotSpecial: 'The cloud changes a server only to a special flavor: choose one of those',
  flavorOtherGeneration: 'This is another generation of hardware: choose a flavor of the same one',
  flavorOtherPhones: 'This flavor has another number of phones: choose one with as many as now',
  order: {
    amountRose: 'The order costs {amount} now, more than was shown: open this form again',
    currencyChanged: 'The order is in another currency now: open this form again',
    noAmount: 'The cloud does not say what this order costs: open this form again later',
    paysBack: 'This order pays back: the cloud settles it by itself',
  },
  targetChoose: 'Open this form from the page of a server',
} as const
