import type { ControlCall } from '../control.ts'

/** GET /_control/credentials: one row per seeded key and region; the first is the demo account's full key. */
export function listCredentials({ cloud: { world } }: ControlCall) {
  const seeded = world.credentials.filter((row) => row.kind !== 'issued')
  return seeded.flatMap((key) => {
    const account = world.accounts.find((row) => row.domainId === key.domainId)
    const user = world.users.find((row) => row.id === key.userId)
    return world.projects
      .filter((project) => project.domainId === key.domainId)
      .map((project) => ({
        ak: key.accessKey,
        sk: key.secretKey,
        project_id: project.id,
        domain_id: key.domainId,
        region: project.name,
        kind: key.kind,
        ...(key.securityToken !== undefined && { security_token: key.securityToken }),
        domain_name: account?.name,
        user_name: user?.name,
        password: user?.password,
      }))
  })
}
