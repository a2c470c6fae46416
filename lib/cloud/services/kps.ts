import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByMarker } from './paging.ts'

/** A key pair. Its name is what other services take. */
export type Keypair = {
  readonly name: string
  readonly fingerprint: string | undefined
  /** `domain`: every user of the account may use it; `user`: only its owner. */
  readonly scope: string | undefined
  readonly kind: string | undefined
  readonly isFrozen: boolean
}

const Keypairs = z.looseObject({
  keypairs: z.array(
    z.looseObject({
      keypair: z.looseObject({
        name: z.string(),
        fingerprint: Text,
        scope: Text,
        type: Text,
        // A bit mask; text in the model, a number in the examples.
        frozen_state: Numeric,
      }),
    }),
  ),
  page_info: z.looseObject({ next_marker: Text }).nullish(),
})

/** All key pairs that the caller may use; the marker is a name. */
export const listKeypairs = (cloud: Cloud, options?: AskOptions): Promise<Keypair[]> =>
  allByMarker(
    'kps',
    (keypair) => keypair.name,
    async (marker) => {
      const path = `/v3/${cloud.projectId}/keypairs`
      const query = { limit: 100, marker }
      const call = { service: 'kps', method: 'GET', path, query, api: 'kps.listKeypairs' } as const
      const { keypairs, page_info } = await ask(cloud, call, Keypairs, options)
      const rows = keypairs.map(({ keypair }) => ({
        name: keypair.name,
        fingerprint: textOf(keypair.fingerprint),
        scope: textOf(keypair.scope),
        kind: textOf(keypair.type),
        isFrozen: (numberOf(keypair.frozen_state) ?? 0) !== 0,
      }))
      return { rows, next: textOf(page_info?.next_marker) }
    },
  )
