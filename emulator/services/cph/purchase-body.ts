import { schemaOf } from '../../contract.ts'
import type { Port, Volume } from '../../world/phone-server.ts'

/** PurchaseServersBody of the contract. */
export type PurchaseServersBody = {
  server_name: string
  server_model_name: string
  phone_model_name: string
  image_id: string
  count: number
  keypair_name?: string
  ports?: Port[]
  extend_param: {
    charging_mode: 0
    period_type: 2 | 3
    period_num: number
    is_auto_pay?: 0 | 1
    is_auto_renew?: 0 | 1
    enterprise_project_id?: string
  }
  tenant_vpc_id: string
  nics: { subnet_id: string; ipv6_enable?: boolean; ipv6_bandwidth?: { band_width_id: string } }[]
  public_ip: { ids?: string[]; eip?: { type: string }; count?: number }
  phone_count_per_ip?: number
  phone_data_volume?: Volume
  server_share_data_volume?: Volume
  band_width: {
    band_width_share_type: 0 | 1
    band_width_charge_mode: 0 | 1
    band_width_id?: string
    band_width_size?: number
  }
  availability_zone?: string
  property?: string
}

export const purchaseBody = schemaOf<PurchaseServersBody>('cph', 'PurchaseServersBody')
