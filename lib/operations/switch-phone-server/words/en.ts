export const words = {
  steps: {
    account: 'Zone and project',
    model: 'Phones',
    image: 'Image and key pair',
    danger: 'What is lost',
  },
  intro: {
    title: 'The server moves to new hardware',
    stays: 'It keeps its name, its id, its server flavor, its term and its price.',
    goes: 'Its phones are made anew: all their data is lost. Its addresses and ports become those that you choose here.',
    takes: 'While it runs, the account needs quota for one more server of this flavor.',
  },
  zoneKept: 'Stays in {zone}',
  zoneKeptUnknown: 'Stays where it is',
  stays: 'Stays',
  portsLost: 'Enter all ports again',
  portsLostText:
    'The cloud does not say which ports and properties the phones have now, and does not carry them over. What is not entered here is gone afterwards.',
  priceNote:
    'The cloud asks no money for a switch: term and price of the server stay. While it runs it uses quota, addresses and hardware beside those it has now.',
  noMoney: 'Term and price of the server stay. Public addresses and bandwidth are billed apart, as ever.',
  lost: 'Phones that are lost',
  danger: {
    title:
      '{count, plural, =0 {This server has no phones now} one {All data on # phone will be lost} other {All data on # phones will be lost}}',
    text: 'The phones of {server} are deleted and made anew. Nobody can bring back what is on them, not even the cloud. Save what is still needed before you ask for this.',
    phones: '{count, plural, one {The # phone} other {The # phones}} of {server}',
    phonesLoading: 'The phones are being read from the cloud',
    phonesFailed: 'The phones could not be read',
    changed: 'The phones are others than those you ticked for',
    changedText: 'Somebody changed the server meanwhile. Look at the list, then take the tick away and set it again.',
    extra: 'What it needs while it runs',
    extraServer: 'Quota and stock for 1 more {model}',
    extraServerText:
      'The cloud does not tell beforehand whether there is enough. If not, it refuses the call and changes nothing.',
    extraAddresses: '{count, plural, one {# internal address} other {# internal addresses}}',
    extraAddressesText: 'The subnet {subnet} has {free, number} free.',
    extraPublic: '{count, plural, one {# new public address} other {# new public addresses}}',
    tick: '{count, plural, =0 {I know that nothing on this server is kept} one {I know that all data on this # phone is lost for good} other {I know that all data on these # phones is lost for good}}',
    typeName: 'Name of the server',
    typeNameHelp: 'To show that this is the one you mean, type exactly:',
  },
  errors: {
    phones: 'Set the tick again: the list of phones cannot be read',
    tick: 'Set this tick to go on',
    typeName: 'Type the name of the server',
    otherName: 'This is not the name of the server: type it exactly as it is shown, capitals included',
  },
  warnings: {
    phones:
      '{count, plural, =0 {{server} has no phones now; those that come would be lost.} one {All data on # phone of {server} will be lost.} other {All data on # phones of {server} will be lost.}}',
    quota: 'While it runs the account needs quota for one more {model}.',
    addresses:
      'Addresses and ports become those of this request: what reaches the phones now may not do so afterwards.',
  },
} as const
