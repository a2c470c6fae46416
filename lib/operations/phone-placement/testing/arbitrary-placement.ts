import fc from 'fast-check'
import { diskTypes, eipTypes } from '../../phone-fields.ts'
import { vipCount } from '../vip-count.ts'

/** Text that the cloud takes as a name, at most `max` long. */
export const text = (max: number, characters = 'A-Za-z0-9._-') =>
  fc.stringMatching(new RegExp(`^[${characters}]{1,${max}}$`))
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const id = fc.uuid()

const port = fc.record({
  name: text(16).filter((name) => !['adb', 'vnc'].includes(name.toLowerCase())),
  listenPort: fc.integer({ min: 10_000, max: 50_000 }),
  internetAccessible: fc.boolean(),
})

const ports = fc
  .uniqueArray(port, { selector: ({ name }) => name, maxLength: 8 })
  .filter((rows) => new Set(rows.map((row) => row.listenPort)).size === rows.length)

const disk = fc.record({ type: fc.constantFrom(...diskTypes), sizeGib: fc.integer({ min: 10, max: 32_768 }) })

const bandwidth = fc.oneof(
  fc.record({
    share: fc.constant('dedicated' as const),
    sizeMbps: fc.integer({ min: 1, max: 2000 }),
    chargeMode: fc.constantFrom('bandwidth' as const, 'traffic' as const),
  }),
  fc.record({
    share: fc.constant('shared' as const),
    bandwidthId: id,
    chargeMode: fc.constantFrom('bandwidth' as const, 'traffic' as const),
  }),
)

const ipv6 = fc.oneof(
  fc.constant({ enabled: false as const }),
  fc.constant({ enabled: true as const }),
  id.map((bandwidthId) => ({ enabled: true as const, bandwidthId })),
)

const property = fc.constantFrom(
  '{}',
  '{"persist.sys.locale":"zh-CN"}',
  '{"com.cph.mainkeys":1,"gsm.sim.operator.alpha":"云"}',
)

const network = (phones: number, count: number) =>
  fc.option(fc.integer({ min: 1, max: phones }), { nil: undefined }).chain((phonesPerIp) =>
    fc
      .record({
        vpcId: id,
        subnetId: id,
        ipv6,
        bandwidth,
        eip: fc.oneof(
          fc.record({
            source: fc.constant('new' as const),
            type: fc.constantFrom(...eipTypes),
            count: fc.integer({ min: 1, max: vipCount(phones, phonesPerIp) }),
          }),
          fc.constant({ source: 'none' as const }),
          ...(count === 1 ? [id.map((eipId) => ({ source: 'existing' as const, eipId }))] : []),
        ),
      })
      .map((rest) => ({ ...rest, ...(phonesPerIp !== undefined && { phonesPerIp }) })),
  )

/** `value` without the members that are undefined, each of which is optional in T. */
const defined = <T extends object>(value: T): T =>
  // Only members that are undefined are taken away, and each of them is optional in T.
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T

type Shape = { phones: number; count: number; generation: '1.0' | '2.0' }

/** The steps of any placement that a person could submit: `count` servers of a flavor with so many phones. */
export const anyPlacement = ({ phones, count, generation }: Shape) => ({
  account: fc
    .record({
      accountId: fc.uuid({ version: 4 }),
      enterpriseProjectId: fc.oneof(fc.constant('0'), id),
      availabilityZone: optional(text(64)),
    })
    .map(defined),
  model: fc.record({ phoneModel: text(64), phones: fc.constant(phones), generation: fc.constant(generation) }),
  image: fc.record({ imageId: text(32), keypairName: optional(text(64)) }).map(defined),
  network: network(phones, count),
  access: fc.record({ ports, property: optional(property) }).map(defined),
  disks:
    generation === '1.0'
      ? fc.constant({ generation })
      : fc.record({ generation: fc.constant(generation), phoneDisk: disk, sharedDisk: optional(disk) }).map(defined),
})

/** The numbers that the steps of a placement depend on. */
export const anyShape = (countMax: number): fc.Arbitrary<Shape> =>
  fc.record({
    phones: fc.integer({ min: 1, max: 200 }),
    count: fc.integer({ min: 1, max: countMax }),
    generation: fc.constantFrom('1.0' as const, '2.0' as const),
  })
