'use server'

import { z } from 'zod'
import { begunAction } from '#lib/action.ts'
import { keepingSession } from '#lib/auth/keep-session.ts'
import {
  askPasskey as ask,
  beginPasskey as beginKey,
  FinishPasskey,
  finishPasskey as finishKey,
  PasskeyAnswer,
} from '#lib/auth/passkeys.ts'
import { Proof, proveFactor, provePasskey as proveKey } from '#lib/auth/prove.ts'
import { beginCodes as beginApp, FinishCodes, finishCodes as finishApp } from '#lib/auth/totp.ts'

export const prove = begunAction(
  'factor.prove',
  Proof,
  keepingSession((ctx, input) => proveFactor(ctx, input)),
)
export const provePasskey = begunAction(
  'factor.provePasskey',
  PasskeyAnswer,
  keepingSession((ctx, input) => proveKey(ctx, input)),
)
export const askPasskey = begunAction('factor.askPasskey', z.strictObject({}), (ctx, input) => ask(ctx, input))
export const beginCodes = begunAction('factor.beginCodes', z.strictObject({}), (ctx, input) => beginApp(ctx, input))
export const finishCodes = begunAction(
  'factor.finishCodes',
  FinishCodes,
  keepingSession((ctx, input) => finishApp(ctx, input)),
)
export const beginPasskey = begunAction('factor.beginPasskey', z.strictObject({}), (ctx, input) => beginKey(ctx, input))
export const finishPasskey = begunAction(
  'factor.finishPasskey',
  FinishPasskey,
  keepingSession((ctx, input) => finishKey(ctx, input)),
)
