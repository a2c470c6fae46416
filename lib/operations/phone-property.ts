import { withParams } from '../errors.ts'
import { boundedCharacters } from './primitives.ts'

// The modifiable phone properties (cloud-api/cph.md §7.3). An unknown key is CPS.0163, a bad value CPS.0164.

const flag = /^[01]$/
const keys = new Map<string, RegExp>([
  ...[
    'com.cph.mainkeys',
    'disable.status.bar',
    'ro.permission.changed',
    'ro.install.auto',
    'ro.com.cph.non_root',
    'ro.com.cph.notification_disable',
    'com.cph.disable_fb_permission',
    'ro.com.cph.toast_enable',
    'ro.horizontal.screen',
  ].map((key): [string, RegExp] => [key, flag]),
  ['com.cph.bandwidth_limit', /^(-1|[1-9]\d{0,7})$/],
  ['persist.sys.locale', /^[A-Za-z0-9-]{1,64}$/],
  ['sys.prop.writeimsi', /^\d{1,15}$/],
  ['sys.prop.writephonenum', /^\d{1,20}$/],
  ['sys.prop.writewifissid', /^[A-Za-z0-9._/-]{1,64}$/],
  ['gsm.sim.operator.iso-country', /^.{1,10}$/u],
  ['gsm.sim.operator.numeric', /^.{1,10}$/u],
  ['gsm.sim.operator.alpha', /^.{1,20}$/u],
  ['gsm.operator.iso-country', /^.{1,10}$/u],
  ['gsm.operator.numeric', /^.{1,10}$/u],
  ['gsm.operator.alpha', /^.{1,20}$/u],
  ['com.cph.cam_local_pic_path', /^\/.{1,89}$/u],
])

const gaming = /^com\.cph\.cg\.[A-Za-z0-9_.]{1,64}$/

/** Why `text` is not a property list the cloud takes, as a message; undefined when it is one. */
function propertyProblem(text: string): string | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'errors.propertyJson'
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'errors.propertyJson'
  for (const [key, value] of Object.entries(parsed)) {
    const rule = keys.get(key) ?? (gaming.test(key) ? /^.{0,128}$/u : undefined)
    if (!rule) return withParams('errors.propertyKey', { key: key.slice(0, 40) })
    if (typeof value !== 'string' && typeof value !== 'number') return withParams('errors.propertyValue', { key })
    if (!rule.test(String(value))) return withParams('errors.propertyValue', { key })
  }
  return undefined
}

/** A JSON object of modifiable phone properties as text, 1 to 8192 characters. */
export const PhoneProperty = boundedCharacters(8192, 'errors.propertyJson').superRefine((text, ctx) => {
  const message = propertyProblem(text)
  if (message) ctx.addIssue({ code: 'custom', message })
})
