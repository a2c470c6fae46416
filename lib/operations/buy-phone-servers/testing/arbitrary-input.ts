import fc from 'fast-check'
import { diskTypes, eipTypes } from '../../phone-fields.ts'
import { vipCount } from '../../vip-count.ts'
import type { Input } from '../contract.ts'
import { nameMax } from '../server-names.ts'

const text = (max: number, characters = 'A-Za-z0-9._-') => fc.stringMatching(new RegExp(`^[${characters}]{1,${max}}$`))
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

const term = fc.oneof(
  fc.record({ unit: fc.constant('month' as const), count: fc.integer({ min: 1, max: 9 }), autoRenew: fc.boolean() }),
  fc.record({ unit: fc.constant('year' as const), count: fc.integer({ min: 1, max: 10 }), autoRenew: fc.boolean() }),
)

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

const shape = fc.record({
  phones: fc.integer({ min: 1, max: 200 }),
  count: fc.integer({ min: 1, max: 10 }),
  generation: fc.constantFrom('1.0' as const, '2.0' as const),
})

const defined = <T extends object>(value: T): T =>
  // Only members that are undefined are taken away, and each of them is optional in T.
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T

/** Any purchase that a person could submit. */
export const anyInput: fc.Arbitrary<Input> = shape.chain(({ phones, count, generation }) =>
  fc.record({
    account: fc
      .record({
        accountId: fc.uuid({ version: 4 }),
        enterpriseProjectId: fc.oneof(fc.constant('0'), id),
        availabilityZone: optional(text(64)),
      })
      .map(defined),
    model: fc.record({
      serverModel: text(64),
      phoneModel: text(64),
      phones: fc.constant(phones),
      generation: fc.constant(generation),
    }),
    image: fc
      .record({
        imageId: text(32),
        name: text(nameMax, 'A-Za-z0-9_-'),
        count: fc.constant(count),
        keypairName: optional(text(64)),
      })
      .map(defined),
    network: network(phones, count),
    access: fc.record({ ports, property: optional(property) }).map(defined),
    disks:
      generation === '1.0'
        ? fc.constant({ generation })
        : fc.record({ generation: fc.constant(generation), phoneDisk: disk, sharedDisk: optional(disk) }).map(defined),
    term,
  }),
) as fc.Arbitrary<Input>
