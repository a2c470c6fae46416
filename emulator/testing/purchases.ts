import { readFileSync } from 'node:fs'
import { uuidOf } from '../ids.ts'
import type { PurchaseServersBody } from '../services/cph/purchase-body.ts'
import type { Answer, CloudUnderTest } from './start-cloud.ts'

export const purchasePath = '/v2/{pid}/cloud-phone/servers'

/** The vendor's documented request. */
export const documentedPurchase: PurchaseServersBody = JSON.parse(
  readFileSync(new URL('../services/cph/fixtures/documented-purchase.json', import.meta.url), 'utf8'),
)

/** The demo account's first shared bandwidth in cn-north-4. */
export const sharedBandwidthId = uuidOf('demo cn-north-4', 'shared-bandwidth', 0)

/** Two servers of a 2.0 flavor in the demo account, with a disk and a shared bandwidth. */
export const fullPurchase: PurchaseServersBody = {
  ...documentedPurchase,
  server_name: 'farm',
  phone_model_name: 'rs2.plus',
  image_id: '23080220230912e203221b21000004ce',
  count: 2,
  phone_count_per_ip: 30,
  phone_data_volume: { volume_type: 'GPSSD', size: 100 },
  server_share_data_volume: { volume_type: 'SSD', size: 50 },
  band_width: {
    band_width_share_type: 1,
    band_width_charge_mode: 0,
    band_width_id: sharedBandwidthId,
  },
  public_ip: { eip: { type: '5_bgp' }, count: 2 },
  nics: [{ subnet_id: 'f1cbfc37-eb42-4357-a0ec-9e4f11950908', ipv6_enable: false }],
  availability_zone: 'cn-north-4b',
  property: '{"persist.sys.locale":"en-US"}',
}

/** Buys, and says what came back. */
export const purchase = (cloud: CloudUnderTest, changes: Record<string, unknown> = {}): Promise<Answer> =>
  cloud.call('POST', purchasePath, { body: { ...fullPurchase, ...changes } })

/** Pays an order through billing. */
export const payOrder = (cloud: CloudUnderTest, orderId: string, as = 'spend'): Promise<Answer> =>
  cloud.call('POST', '/v3/orders/customer-orders/pay', {
    as,
    body: { order_id: orderId, use_coupon: 'NO', use_discount: 'NO' },
  })
