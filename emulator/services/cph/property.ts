import { isRecord } from '../../reading.ts'
import { refusal } from './refusals.ts'

const switchForm = /^[01]$/
const short = /^.{0,10}$/s

/** Keys that may be modified, with the form of their value. */
const forms: [key: RegExp, form: RegExp][] = [
  [/^(com\.cph\.mainkeys|disable\.status\.bar|ro\.permission\.changed|ro\.install\.auto)$/, switchForm],
  [/^(ro\.com\.cph\.non_root|ro\.com\.cph\.notification_disable|com\.cph\.disable_fb_permission)$/, switchForm],
  [/^(ro\.com\.cph\.toast_enable|ro\.horizontal\.screen)$/, switchForm],
  [/^com\.cph\.bandwidth_limit$/, /^(-1|[1-9]\d{0,7})$/],
  [/^persist\.sys\.locale$/, /^[A-Za-z0-9-]{1,64}$/],
  [/^sys\.prop\.writeimsi$/, /^\d{1,15}$/],
  [/^sys\.prop\.writephonenum$/, /^\d{1,20}$/],
  // The documented example has an underscore that the documented form lacks.
  [/^sys\.prop\.writewifissid$/, /^[A-Za-z0-9._/-]{1,64}$/],
  [/^gsm(\.sim)?\.operator\.(iso-country|numeric)$/, short],
  [/^gsm(\.sim)?\.operator\.alpha$/, /^.{0,20}$/s],
  [/^com\.cph\.cam_local_pic_path$/, /^.{1,90}$/s],
  [/^com\.cph\.cg\.[A-Za-z0-9._-]+$/, /^.*$/s],
]

/** Checks the text of a property object. Throws CPS.0078, 0163 or 0164. */
export function checkProperty(property: string): void {
  for (const [key, value] of Object.entries(parsed(property))) {
    const form = forms.find(([pattern]) => pattern.test(key))?.[1]
    if (form === undefined) throw refusal('CPS.0163', `property.${key}`, 'is not supported.')
    if ((typeof value !== 'string' && typeof value !== 'number') || !form.test(String(value)))
      throw refusal('CPS.0164', `property.${key}`)
  }
}

function parsed(property: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(property)
    if (isRecord(value)) return value
  } catch {
    // Falls through to the same refusal: no JSON and no object are one fault here.
  }
  throw refusal('CPS.0078', 'property')
}
