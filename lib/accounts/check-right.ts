import type { Cloud } from '../cloud/cloud.ts'
import { EndpointError } from '../cloud/endpoints.ts'
import { CloudError } from '../cloud/errors.ts'
import type { CheckLine } from './check-line.ts'
import type { ReadRight } from './read-rights.ts'

/** Workspace says so of an account that has not opened it. */
const notOpened = 'WKS.00010099'

/**
 * Asks one thing: green when the cloud answers, red (or amber, where nothing depends on it) when it says that the right is
 * missing, not known when it says something else or nothing. Undefined where the region does not have the service. Throws
 * CloudError when the cloud refuses the key itself: then nothing more may be asked.
 */
export async function checkRight(cloud: Cloud, right: ReadRight): Promise<CheckLine | undefined> {
  const { key, rights, blocks } = right
  const said = (state: CheckLine['state'], words: string, code?: string): CheckLine => ({
    key,
    state,
    words,
    rights: [...rights],
    blocks: [...blocks],
    ...(code !== undefined && { code }),
  })
  try {
    await right.ask(cloud)
    return said('ok', `accounts.may.${key}`)
  } catch (error) {
    if (error instanceof EndpointError) return undefined
    if (!(error instanceof CloudError) || error.isCredentialRefusal) throw error
    if (error.code === notOpened) return said('failed', 'accounts.notOpened', error.code)
    if (error.httpStatus === 403)
      return said(blocks.length > 0 ? 'failed' : 'warning', `accounts.mayNot.${key}`, error.code)
    return said('unknown', `accounts.mayUnknown.${key}`, error.code)
  }
}
