'use server'

import { z } from 'zod'
import { action, boundAction } from '#lib/action.ts'
import { RemoveFactor, removeFactor, renewOwnRecoveryCodes } from '#lib/auth/factors.ts'
import { keepingSession } from '#lib/auth/keep-session.ts'
import { revokeOtherSessions, RevokeSession, revokeSession, stay as stayHere } from '#lib/auth/my-sessions.ts'
import { PasskeyAnswer } from '#lib/auth/passkeys.ts'
import { confirmWithPasskey, confirmWithProof, Proof } from '#lib/auth/prove.ts'
import { env } from '#lib/env.ts'

export const confirm = action(
  'session.confirm',
  Proof,
  keepingSession((ctx, input) => confirmWithProof(ctx, input)),
)
export const confirmPasskey = action(
  'session.confirmWithPasskey',
  PasskeyAnswer,
  keepingSession((ctx, input) => confirmWithPasskey(ctx, input)),
)
export const stay = action('session.stay', z.strictObject({}), stayHere)
export const revoke = action('session.revoke', RevokeSession, revokeSession)
export const revokeOthers = action('session.revokeOthers', z.strictObject({}), revokeOtherSessions)
export const remove = boundAction('factor.remove', RemoveFactor, (ctx, input) =>
  removeFactor(ctx, input, env().COUNTERSIGN_SECOND_FACTOR === 'required'),
)
export const renewCodes = boundAction('factor.renewRecoveryCodes', z.strictObject({}), renewOwnRecoveryCodes)
