import { unlessResizable } from '../ecs-server-state.ts'
import { capabilityOn } from '../resource-state.ts'

export const capability = capabilityOn('ecs_server', unlessResizable)
