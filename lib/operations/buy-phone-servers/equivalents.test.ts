import { expect, test } from 'vitest'
import { toBody } from './contract.ts'
import { equivalents } from './equivalents.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'

const place = { region: 'cn-north-4', projectId: '0b7a5c1f4d3e4f0f9a6c2d81e5b7f310' }
const codeOf = (id: string, input = fullInput) => equivalents(input, place).find((one) => one.id === id)?.code ?? ''

test('KooCLI sends the very same body from a file', () => {
  const [, file = '', command] = codeOf('koocli').split(/# purchase\.json\n|\n\n(?=hcloud)/)
  expect(JSON.parse(file)).toEqual({
    path: { project_id: place.projectId },
    body: toBody(fullInput, 'live-farm-········'),
  })
  expect(command).toBe('hcloud CPH CreateNet2CloudPhoneServer --cli-region="cn-north-4" --cli-jsonInput=purchase.json')
})

test('Terraform says the same as far as its provider can, and names the rest', () => {
  const code = codeOf('terraform')
  for (const line of [
    'count = 2',
    'server_flavor = "physical.kg1.4xlarge.cp"',
    'phone_flavor = "rs2.plus"',
    'eip_type = "5_bgp"',
    'share_type = "1"',
    'period_unit = "month"',
    '# not known to the provider: phone_data_volume 100 GiB GPSSD',
    '# not known to the provider: phone_count_per_ip 30',
  ])
    expect(code).toContain(line)
})

test('text of a person stays text in Terraform', () => {
  const tricky = { ...leastInput, image: { ...leastInput.image, keypairName: '${var.x} "y" %{if}' } }
  expect(codeOf('terraform', tricky)).toContain('keypair_name = "$${var.x} \\"y\\" %%{if}"')
})
