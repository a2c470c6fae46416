import type { PricedProduct } from '../operations/kit.ts'

/** What billing calls a product of ours. */
export type PriceCode = { serviceType: string; resourceType: string; sizeUnit?: 15 | 17 }

/**
 * Codes of the billing service. Disks: billing.md §5.3, from the vendor's price reference. Phone servers: no source
 * gives the vendor's codes, so these are placeholders (billing.md §9.6) until the account's own orders tell the real ones;
 * the cloud then answers "product not found", which is shown as "price not available".
 */
export const priceCodes = {
  phone_server: { serviceType: 'hws.service.type.cph', resourceType: 'hws.resource.type.cph.server' },
  disk: { serviceType: 'hws.service.type.ebs', resourceType: 'hws.resource.type.volume', sizeUnit: 17 },
  desktop: { serviceType: 'hws.service.type.vdi', resourceType: 'hws.resource.type.workspace.desktop' },
  desktop_disk: {
    serviceType: 'hws.service.type.vdi',
    resourceType: 'hws.resource.type.workspace.volume',
    sizeUnit: 17,
  },
  ecs_server: { serviceType: 'hws.service.type.ec2', resourceType: 'hws.resource.type.vm' },
} as const satisfies Record<PricedProduct['kind'], PriceCode>
