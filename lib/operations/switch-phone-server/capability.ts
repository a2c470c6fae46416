import { unlessNormal } from '../phone-server-state.ts'
import { capabilityOn } from '../resource-state.ts'

export const capability = capabilityOn('phone_server', unlessNormal)
