import { schemaOf } from '../../contract.ts'
import type { Port, Volume } from '../../world/phone-server.ts'

/** What a purchase and a change both say: which phones run where, behind which addresses. */
export type PlacementBody = {
  phone_model_name: string
  image_id: string
  keypair_name?: string
  ports?: Port[]
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

/** PurchaseServersBody of the contract. */
export type PurchaseServersBody = PlacementBody & {
  server_name: string
  server_model_name: string
  count: number
  extend_param: {
    charging_mode: 0
    period_type: 2 | 3
    period_num: number
    is_auto_pay?: 0 | 1
    is_auto_renew?: 0 | 1
    enterprise_project_id?: string
  }
}

export const purchaseBody = schemaOf<PurchaseServersBody>('cph', 'PurchaseServersBody')

/** ChangeServerBody of the contract. */
export type ChangeServerBody = PlacementBody & { extend_param?: { enterprise_project_id?: string } }

export const changeServerBody = schemaOf<ChangeServerBody>('cph', 'ChangeServerBody')

/** ChangeServerModelBody of the contract. */
export type ChangeServerModelBody = {
  server_id: string
  server_model_name: string
  phone_model_name: string
  extend_param?: { is_auto_pay?: 0 | 1 }
}

export const changeServerModelBody = schemaOf<ChangeServerModelBody>('cph', 'ChangeServerModelBody')
