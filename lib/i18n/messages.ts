import { auth } from './messages/en/auth.ts'
import { common } from './messages/en/common.ts'
import { fieldErrors } from './messages/en/errors-fields.ts'
import { errors } from './messages/en/errors.ts'
import { status } from './messages/en/status.ts'
import { ui } from './messages/en/ui.ts'
import { auth as authZh } from './messages/zh-CN/auth.ts'
import { common as commonZh } from './messages/zh-CN/common.ts'
import { fieldErrors as fieldErrorsZh } from './messages/zh-CN/errors-fields.ts'
import { errors as errorsZh } from './messages/zh-CN/errors.ts'
import { status as statusZh } from './messages/zh-CN/status.ts'
import { ui as uiZh } from './messages/zh-CN/ui.ts'
import type { Locale } from './locale.ts'
import type { Translation } from './translation.ts'

// One line per area, here and in `chinese`; the type of the second follows from the first.
const english = { auth, common, errors: { ...errors, ...fieldErrors }, status, ui }

const chinese: Translation<typeof english> = {
  auth: authZh,
  common: commonZh,
  errors: { ...errorsZh, ...fieldErrorsZh },
  status: statusZh,
  ui: uiZh,
}

/** Every text of the console: English defines the keys and their placeholders. */
export type Messages = typeof english

export type Area = keyof Messages

export const messages: Record<Locale, Translation<Messages>> = { en: english, 'zh-CN': chinese }
