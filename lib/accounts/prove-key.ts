import { CloudError } from '../cloud/errors.ts'
import { listUsableProjects } from '../cloud/services/iam.ts'
import type { AccessKey } from '../cloud/signer.ts'
import type { Database } from '../db/client.ts'
import { AppError, type FieldErrors, withParams } from '../errors.ts'
import { askAt, type Place } from './place.ts'

/** The names of the fields that a wrong key, project or region is told at. */
export type KeyFields = { accessKey: string; secretKey: string; projectId: string; region: string }

/**
 * Asks the cloud, with one signed read, whether it takes the key and whether the project is this key's and of this region.
 * Returns the vendor's id of the account. Throws `invalid` with what is wrong at its field, and CloudError where the cloud
 * did not answer: then nothing is known.
 */
export async function proveKey(
  db: Database,
  place: Place,
  key: AccessKey,
  fields: KeyFields,
): Promise<{ domainId: string }> {
  const cloud = askAt(db, place, key)
  try {
    const projects = await listUsableProjects(cloud)
    const project = projects.find(({ id }) => id === place.projectId)
    if (!project) throw wrong({ [fields.projectId]: projectHint(projects, place.region) })
    // A sub-project is named `<region>_<name>`.
    if (project.name !== place.region && !project.name.startsWith(`${place.region}_`))
      throw wrong({ [fields.region]: withParams('errors.projectElsewhere', { region: project.name }) })
    if (project.domainId === undefined) throw wrong({ [fields.projectId]: 'errors.projectWithoutAccount' })
    if (place.domainId !== undefined && place.domainId !== project.domainId)
      throw wrong({ [fields.accessKey]: 'errors.keyOfOtherAccount' })
    return { domainId: project.domainId }
  } catch (error) {
    if (error instanceof CloudError && error.httpStatus === 401) throw wrong(refusedAt(error, fields))
    throw error
  } finally {
    cloud.close()
  }
}

const wrong = (fields: FieldErrors): AppError => new AppError('invalid', 'errors.keyNotProven', { fields })

/** Names the project that was probably meant. */
function projectHint(projects: readonly { id: string; name: string }[], region: string): string {
  const here = projects.find(({ name }) => name === region)
  return here ? withParams('errors.projectNotOfKey', { region, id: here.id }) : 'errors.projectUnknown'
}

/** What the gateway's text says of the key (signing-and-auth.md §3.3). */
function refusedAt({ message }: CloudError, { accessKey, secretKey }: KeyFields): FieldErrors {
  if (/not exist/i.test(message)) return { [accessKey]: 'errors.accessKeyUnknown' }
  if (/reach the limit|forbidden/i.test(message)) return { [accessKey]: 'errors.accessKeyLocked' }
  if (/signature expired/i.test(message)) return { [accessKey]: 'errors.clockWrong' }
  if (/verify aksk signature fail/i.test(message)) return { [secretKey]: 'errors.secretKeyWrong' }
  return { [accessKey]: withParams('errors.keyRefused', { message: message.slice(0, 200) }) }
}
