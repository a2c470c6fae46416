import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { Schemas } from '#lib/testing/from-schema.ts'

// The cloud's interface as another program describes it, read as data.
const document: { components: { schemas: Schemas } } = parse(
  readFileSync(new URL('../../../../emulator/contract/workspace.openapi.yaml', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020({ strict: false })
ajv.addSchema(document, 'workspace')

function validatorOf(name: string): ValidateFunction {
  const found = ajv.getSchema(`workspace#/components/schemas/${name}`)
  if (!found) throw new Error(`The document does not describe ${name}`)
  return found
}

export const { schemas } = document.components

/** Whether the cloud's document takes a body. */
export const described = {
  order: validatorOf('ChangeOrderBody'),
  resize: validatorOf('ResizeDesktopsBody'),
  expand: validatorOf('ExpandVolumeBody'),
}
