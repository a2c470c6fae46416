import { z } from 'zod'
import { Disks, Network, ZoneName, phoneServerTarget } from '../phone-fields.ts'
import {
  Access,
  Account,
  imageFields,
  phoneModelFields,
  placementRules,
  toWireAccess,
  toWirePhones,
  toWirePlace,
  wirePlacement,
  wireProject,
} from '../phone-placement/contract.ts'
import { closed, ruleBetween } from '../primitives.ts'

// Switching a phone server to new hardware: POST /v2/{project_id}/cloud-phone/servers/{server_id}/change (cloud-api/cph.md
// §3; the vendor's page wins).

const hexId = /^[0-9a-f]{32}$/
/** The cloud's list of phones is whole; more than this is no server. */
const phonesMax = 1024

const Target = closed({
  ...phoneServerTarget,
  /** Where it stands now, and stays unless another zone is chosen. */
  zone: ZoneName.optional(),
})

/** What cannot be undone: the very phones that were shown when the box was ticked, and the name typed by hand. */
const Danger = closed({
  phoneIds: z
    .array(z.string().regex(hexId, 'switch-phone-server.errors.phones'), 'switch-phone-server.errors.phones')
    .max(phonesMax, 'switch-phone-server.errors.phones')
    .refine((ids) => new Set(ids).size === ids.length, 'switch-phone-server.errors.phones'),
  isUnderstood: z.literal(true, 'switch-phone-server.errors.tick'),
  serverName: z.string('switch-phone-server.errors.typeName').min(1, 'switch-phone-server.errors.typeName'),
})

const steps = closed({
  account: Account,
  target: Target,
  model: closed(phoneModelFields),
  image: closed(imageFields),
  network: Network,
  access: Access,
  disks: Disks,
  danger: Danger,
})

const TargetAndName = z.looseObject({
  target: z.looseObject({ name: phoneServerTarget.name }),
  danger: z.looseObject({ serverName: Danger.shape.serverName }),
})

/** The form, the action's argument and what the executor reads: one schema. A step of the wizard is a key of it. */
export const Input = placementRules
  .reduce((schema, rule) => schema.refine(...rule), steps)
  .refine(
    ...ruleBetween(TargetAndName, ['danger', 'serverName'], ({ target, danger }) =>
      danger.serverName === target.name ? undefined : 'switch-phone-server.errors.otherName',
    ),
  )
export type Input = z.output<typeof Input>

export const contractVersion = 1

/** The body as the vendor documents it. */
export const Body = closed({ extend_param: closed(wireProject).optional(), ...wirePlacement })
export type Body = z.output<typeof Body>

/** What the cloud answers when the switch has begun; it may add fields. */
export const Accepted = z.looseObject({
  request_id: z.string().optional(),
  server_id: z.string().regex(hexId),
  job_id: z.string().min(1),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})

/** The wire body of `input`. The zone is named only where another one was chosen; without it the server keeps its own. */
export const toBody = (input: Input): Body => ({
  ...toWirePhones(input),
  ...toWireAccess(input),
  // Always named: left out, the cloud would move the server to the default project.
  extend_param: { enterprise_project_id: input.account.enterpriseProjectId },
  ...toWirePlace(input),
})
