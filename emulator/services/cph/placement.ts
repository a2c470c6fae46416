import type { Placement } from '../../world/phone-server.ts'
import type { PlacementBody } from './purchase-body.ts'
import type { Checked } from './purchase-rules.ts'

/** What a checked body decides about a server. Disks count only for flavors of specification 2.0. */
export function placementOf(body: PlacementBody, checked: Checked): Placement {
  const { phoneModel, subnet, zone, phonesPerIp, eipCount } = checked
  const { band_width: bandwidth, public_ip: publicIp, phone_data_volume: data, server_share_data_volume: share } = body
  const existing = publicIp.ids?.[0]
  return {
    phoneModel: body.phone_model_name,
    imageId: body.image_id,
    keyPair: body.keypair_name ?? '',
    zone,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    ports: body.ports ?? [],
    property: body.property ?? '{}',
    phonesPerIp,
    eipCount,
    eipLine: publicIp.eip?.type ?? '5_bgp',
    ...(existing !== undefined && eipCount > 0 && { existingEipId: existing.toLowerCase() }),
    bandwidth: {
      shareType: bandwidth.band_width_share_type,
      chargeMode: bandwidth.band_width_charge_mode,
      ...(bandwidth.band_width_id !== undefined && { sharedId: bandwidth.band_width_id.toLowerCase() }),
      ...(bandwidth.band_width_size !== undefined && { sizeMbit: bandwidth.band_width_size }),
    },
    ...(phoneModel.version === 1 && data !== undefined && { dataVolume: data }),
    ...(phoneModel.version === 1 && share !== undefined && { shareVolume: share }),
  }
}
