import type { Reaction } from '../agenda.ts'
import type { Handler } from '../gateway/call.ts'
import { bssHandlers, bssReactions } from './bss/handlers.ts'
import { cphHandlers, cphReactions } from './cph/handlers.ts'
import { ecsHandlers, ecsReactions } from './ecs/handlers.ts'
import { eipHandlers } from './eip/handlers.ts'
import { epsHandlers } from './eps/handlers.ts'
import { iamHandlers } from './iam/handlers.ts'
import { kpsHandlers } from './kps/handlers.ts'
import { orderReactions } from './order-effects.ts'
import { vpcHandlers } from './vpc/handlers.ts'
import { workspaceHandlers, workspaceReactions } from './workspace/handlers.ts'

/** What each operation of the contracts does. */
export const handlers: Record<string, Handler> = {
  ...cphHandlers,
  ...vpcHandlers,
  ...eipHandlers,
  ...kpsHandlers,
  ...ecsHandlers,
  ...workspaceHandlers,
  ...iamHandlers,
  ...epsHandlers,
  ...bssHandlers,
}

/** What each kind of event does. */
export const reactions: Record<string, Reaction> = {
  ...cphReactions,
  ...ecsReactions,
  ...workspaceReactions,
  ...bssReactions,
  ...orderReactions,
}
