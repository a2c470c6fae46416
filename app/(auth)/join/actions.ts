'use server'

import { publicAction } from '#lib/action.ts'
import { Join, join as joinWith, OpenLink, openLink } from '#lib/people/links.ts'

export const look = publicAction('person.openLink', OpenLink, openLink)
export const join = publicAction('person.join', Join, joinWith)
