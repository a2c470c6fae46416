/** Services of the cloud by the end of their code: `hws.service.type.ec2`. */
export const cloudServices = {
  cph: 'Cloud phones',
  vdi: 'Workspace',
  ec2: 'ECS',
  ebs: 'Disks',
  vpc: 'Network',
  ims: 'Images',
  obs: 'Object storage',
  rds: 'Databases',
  cbr: 'Backup',
  marketplace: 'Marketplace',
} as const
