import { type Call, type Handler, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { KeyPair } from '../../world/network.ts'

/** Domain key pairs are seen by all, user key pairs by their user only. */
const visibleKeyPairs = (call: Call): KeyPair[] =>
  call.cloud.world.keyPairs
    .filter((row) => row.projectId === call.project.id && (row.scope === 'domain' || row.userId === call.caller.userId))
    .toSorted((a, b) => a.id - b.id)

function listKeypairs(call: Call): Reply {
  const rows = visibleKeyPairs(call)
  const marker = queryText(call, 'marker')
  const start = marker === undefined ? 0 : rows.findIndex((row) => row.name === marker) + 1
  const limit = queryNumber(call, 'limit') ?? 50
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  return ok({
    keypairs: page.map((row) => ({
      keypair: {
        name: row.name,
        type: 'ssh',
        scope: row.scope,
        public_key: row.publicKey,
        fingerprint: row.fingerprint,
        is_key_protection: false,
        // Text in the list model, a number in its example: the detail has the number.
        frozen_state: '0',
      },
    })),
    page_info: {
      current_count: page.length,
      ...(last !== undefined && start + limit < rows.length && { next_marker: last.name }),
    },
  })
}

function showKeypair(call: Call): Reply {
  const row = visibleKeyPairs(call).find((one) => one.name === call.params['keypair_name'])
  if (row === undefined) throw new CloudError(404, 'KPS.0005', 'The key pair does not exist.')
  return ok({
    keypair: {
      name: row.name,
      id: row.id,
      type: 'ssh',
      scope: row.scope,
      public_key: row.publicKey,
      fingerprint: row.fingerprint,
      is_key_protection: false,
      frozen_state: 0,
      description: '',
      user_id: row.userId,
      create_time: row.createdAt,
    },
  })
}

export const kpsHandlers: Record<string, Handler> = { ListKeypairs: listKeypairs, ShowKeypair: showKeypair }
