import { cloudServerCodes, desktopCodes, desktopDiskCodes, phoneServerCodes } from '../../catalog/prices.ts'

export type Language = 'zh' | 'en'

const serviceNames: Record<string, Record<Language, string>> = {
  'hws.service.type.cph': { zh: '云手机', en: 'Cloud Phone Host' },
  'hws.service.type.ebs': { zh: '云硬盘', en: 'Elastic Volume Service' },
  'hws.service.type.vpc': { zh: '虚拟私有云', en: 'Virtual Private Cloud' },
  'hws.service.type.ec2': { zh: '弹性云服务器', en: 'Elastic Cloud Server' },
  'hws.service.type.vdi': { zh: '云桌面', en: 'Workspace' },
}

const resourceNames: Record<string, Record<Language, string>> = {
  [phoneServerCodes.resourceType]: { zh: '云手机服务器', en: 'Cloud phone server' },
  'hws.resource.type.volume': { zh: '云硬盘', en: 'Disk' },
  'hws.resource.type.bandwidth': { zh: '带宽', en: 'Bandwidth' },
  'hws.resource.type.ip': { zh: '弹性公网IP', en: 'Elastic IP' },
  [cloudServerCodes.resourceType]: { zh: '云主机', en: 'Cloud server' },
  [desktopCodes.resourceType]: { zh: '云桌面', en: 'Desktop' },
  [desktopDiskCodes.resourceType]: { zh: '云桌面磁盘', en: 'Desktop disk' },
}

/** Which resource types each service sells, for the discovery calls. */
export const resourceTypesOf: Record<string, string[]> = {
  'hws.service.type.cph': [phoneServerCodes.resourceType],
  'hws.service.type.ebs': ['hws.resource.type.volume'],
  'hws.service.type.vpc': ['hws.resource.type.bandwidth', 'hws.resource.type.ip'],
  'hws.service.type.ec2': [cloudServerCodes.resourceType],
  'hws.service.type.vdi': [desktopCodes.resourceType, desktopDiskCodes.resourceType],
}

export const serviceTypes = Object.keys(serviceNames)

export const serviceName = (code: string, language: Language): string => serviceNames[code]?.[language] ?? code

export const resourceName = (code: string, language: Language): string => resourceNames[code]?.[language] ?? code

/** What a product is, in words: `Cloud phone server physical.kg1.4xlarge.cp.rs2.plus` or `Disk GPSSD 100GB`. */
export function specDescription(
  resourceType: string,
  spec: string,
  size: number | undefined,
  language: Language,
): string {
  const unit = resourceType === 'hws.resource.type.bandwidth' ? 'Mbit/s' : 'GB'
  return `${resourceName(resourceType, language)} ${spec}${size === undefined ? '' : ` ${size}${unit}`}`
}
