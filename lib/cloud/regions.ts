/** Regions where each regional service has an endpoint, as the vendor's SDK lists them. Stock and site are another matter. */
const everywhere = [
  'cn-north-1',
  'cn-north-2',
  'cn-north-4',
  'cn-north-9',
  'cn-north-11',
  'cn-north-12',
  'cn-east-2',
  'cn-east-3',
  'cn-east-4',
  'cn-east-5',
  'cn-south-1',
  'cn-south-2',
  'cn-south-4',
  'cn-southwest-2',
  'cn-southwest-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'la-north-2',
  'la-south-2',
  'na-mexico-1',
  'sa-brazil-1',
  'af-south-1',
  'af-north-1',
  'me-east-1',
  'ae-ad-1',
  'tr-west-1',
  'eu-west-0',
  'eu-west-101',
  'my-kualalumpur-1',
  'ru-moscow-1',
] as const

const without = (...left: readonly string[]): readonly string[] => everywhere.filter((region) => !left.includes(region))

const cph = [
  'cn-north-4',
  'cn-north-9',
  'cn-east-2',
  'cn-east-3',
  'cn-east-4',
  'cn-south-1',
  'cn-southwest-2',
  'ap-southeast-1',
  'ap-southeast-3',
  'la-north-2',
  'la-south-2',
  'af-north-1',
  'ru-northwest-2',
] as const

const workspace = [
  'cn-north-4',
  'cn-north-9',
  'cn-north-11',
  'cn-east-3',
  'cn-east-5',
  'cn-south-1',
  'cn-southwest-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'la-north-2',
  'la-south-2',
  'sa-brazil-1',
  'me-east-1',
  'af-south-1',
  'af-north-1',
  'tr-west-1',
  'eu-west-101',
] as const

/** Regional services and the regions that have them. */
export const regionsOf = {
  cph,
  workspace,
  ecs: everywhere,
  ims: everywhere,
  vpc: [...everywhere, 'ru-northwest-2'],
  evs: [...everywhere, 'ru-northwest-2'],
  eip: [...without('cn-southwest-3'), 'ru-northwest-2'],
  kps: without('eu-west-0', 'eu-west-101', 'ae-ad-1'),
} as const satisfies Record<string, readonly string[]>

/** Regions without an own IAM host: the global one serves them. */
export const regionsWithoutOwnIam: readonly string[] = [
  'cn-north-11',
  'cn-south-4',
  'cn-southwest-3',
  'ap-southeast-5',
  'af-north-1',
  'ru-northwest-2',
]

export type Language = 'en' | 'zh'

const names: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  'cn-north-1': ['CN North-Beijing1', '华北-北京一'],
  'cn-north-4': ['CN North-Beijing4', '华北-北京四'],
  'cn-north-9': ['CN North-Ulanqab1', '华北-乌兰察布一'],
  'cn-east-2': ['CN East-Shanghai2', '华东-上海二'],
  'cn-east-3': ['CN East-Shanghai1', '华东-上海一'],
  'cn-east-4': ['CN East2', '华东二'],
  'cn-east-5': ['CN East-Qingdao', '华东-青岛'],
  'cn-south-1': ['CN South-Guangzhou', '华南-广州'],
  'cn-south-2': ['CN South-Shenzhen', '华南-深圳'],
  'cn-southwest-2': ['CN Southwest-Guiyang1', '西南-贵阳一'],
  'ap-southeast-1': ['CN-Hong Kong', '中国-香港'],
  'ap-southeast-2': ['AP-Bangkok', '亚太-曼谷'],
  'ap-southeast-3': ['AP-Singapore', '亚太-新加坡'],
  'ap-southeast-4': ['AP-Jakarta', '亚太-雅加达'],
  'ap-southeast-5': ['AP-Manila', '亚太-马尼拉'],
  'la-north-2': ['LA-Mexico City2', '拉美-墨西哥城二'],
  'la-south-2': ['LA-Santiago', '拉美-圣地亚哥'],
  'na-mexico-1': ['LA-Mexico City1', '拉美-墨西哥城一'],
  'sa-brazil-1': ['LA-São Paulo1', '拉美-圣保罗一'],
  'af-south-1': ['AF-Johannesburg', '非洲-约翰内斯堡'],
  'af-north-1': ['AF-Cairo', '非洲-开罗'],
  'me-east-1': ['ME-Riyadh', '中东-利雅得'],
  'tr-west-1': ['TR-Istanbul', '土耳其-伊斯坦布尔'],
  'eu-west-101': ['EU-Dublin', '欧洲-都柏林'],
  'ru-northwest-2': ['RU-Moscow2', '俄罗斯-莫斯科二'],
}

/** What a person calls the region; its id when the vendor's name is not known here. */
export function regionName(region: string, language: Language): string {
  const known = names[region]
  return known === undefined ? region : known[language === 'zh' ? 1 : 0]
}
