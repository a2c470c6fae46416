'use server'

import { publicAction } from '#lib/action.ts'
import { Join, join as joinWith } from '#lib/people/links.ts'

export const join = publicAction('person.join', Join, joinWith)
