import type { Translation } from '../../translation.ts'
import type { errors as english } from '../en/errors.ts'

export const errors: Translation<typeof english> = {
  required: '请填写此项',
  invalid: '请检查此项的值',
}
