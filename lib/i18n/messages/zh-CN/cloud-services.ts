import type { Translation } from '../../translation.ts'
import type { cloudServices as english } from '../en/cloud-services.ts'

export const cloudServices: Translation<typeof english> = {
  cph: '云手机',
  vdi: '云桌面',
  ec2: '弹性云服务器',
  ebs: '云硬盘',
  vpc: '虚拟私有云',
  ims: '镜像服务',
  obs: '对象存储',
  rds: '关系型数据库',
  cbr: '云备份',
  marketplace: '云商店',
}
