import { regionsOfSite } from '../cloud/endpoints.ts'
import { type Language, regionName } from '../cloud/regions.ts'

/** The regions of each site with the vendor's names for them. */
export const regionChoices = (language: Language) => {
  const of = (site: Parameters<typeof regionsOfSite>[0]) =>
    regionsOfSite(site).map((id) => {
      const name = regionName(id, language)
      return { id, name: name === id ? id : `${name} (${id})` }
    })
  return { china: of('china'), international: of('international'), europe: of('europe') }
}
