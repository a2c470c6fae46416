import { audit } from './messages/en/audit.ts'
import { accounts } from './messages/en/accounts.ts'
import { auth } from './messages/en/auth.ts'
import { cloudServices } from './messages/en/cloud-services.ts'
import { common } from './messages/en/common.ts'
import { accountErrors } from './messages/en/errors-accounts.ts'
import { answerErrors } from './messages/en/errors-answers.ts'
import { fieldErrors } from './messages/en/errors-fields.ts'
import { peopleErrors } from './messages/en/errors-people.ts'
import { errorBook } from './messages/en/error-book.ts'
import { errors } from './messages/en/errors.ts'
import { denied } from './messages/en/denied.ts'
import { desk } from './messages/en/desk.ts'
import { desktops } from './messages/en/desktops.ts'
import { ecsServers } from './messages/en/ecs-servers.ts'
import { expiring } from './messages/en/expiring.ts'
import { insights } from './messages/en/insights.ts'
import { inventory } from './messages/en/inventory.ts'
import { factors } from './messages/en/factors.ts'
import { frame } from './messages/en/frame.ts'
import { jobs } from './messages/en/jobs.ts'
import { live } from './messages/en/live.ts'
import { orders } from './messages/en/orders.ts'
import { overview } from './messages/en/overview.ts'
import { reasons } from './messages/en/reasons.ts'
import { requestCourse } from './messages/en/requests-course.ts'
import { requestDecisions } from './messages/en/requests-decisions.ts'
import { requests } from './messages/en/requests.ts'
import { search } from './messages/en/search.ts'
import { servers } from './messages/en/servers.ts'
import { session } from './messages/en/session.ts'
import { status } from './messages/en/status.ts'
import { ui } from './messages/en/ui.ts'
import { operations } from './messages/en/operations.ts'
import { people } from './messages/en/people.ts'
import { preflight } from './messages/en/preflight.ts'
import { quote } from './messages/en/quote.ts'
import { wizard } from './messages/en/wizard.ts'
import { audit as auditZh } from './messages/zh-CN/audit.ts'
import { accounts as accountsZh } from './messages/zh-CN/accounts.ts'
import { auth as authZh } from './messages/zh-CN/auth.ts'
import { cloudServices as cloudServicesZh } from './messages/zh-CN/cloud-services.ts'
import { common as commonZh } from './messages/zh-CN/common.ts'
import { accountErrors as accountErrorsZh } from './messages/zh-CN/errors-accounts.ts'
import { answerErrors as answerErrorsZh } from './messages/zh-CN/errors-answers.ts'
import { fieldErrors as fieldErrorsZh } from './messages/zh-CN/errors-fields.ts'
import { peopleErrors as peopleErrorsZh } from './messages/zh-CN/errors-people.ts'
import { errorBook as errorBookZh } from './messages/zh-CN/error-book.ts'
import { errors as errorsZh } from './messages/zh-CN/errors.ts'
import { denied as deniedZh } from './messages/zh-CN/denied.ts'
import { desk as deskZh } from './messages/zh-CN/desk.ts'
import { desktops as desktopsZh } from './messages/zh-CN/desktops.ts'
import { ecsServers as ecsServersZh } from './messages/zh-CN/ecs-servers.ts'
import { expiring as expiringZh } from './messages/zh-CN/expiring.ts'
import { insights as insightsZh } from './messages/zh-CN/insights.ts'
import { inventory as inventoryZh } from './messages/zh-CN/inventory.ts'
import { factors as factorsZh } from './messages/zh-CN/factors.ts'
import { frame as frameZh } from './messages/zh-CN/frame.ts'
import { jobs as jobsZh } from './messages/zh-CN/jobs.ts'
import { live as liveZh } from './messages/zh-CN/live.ts'
import { orders as ordersZh } from './messages/zh-CN/orders.ts'
import { overview as overviewZh } from './messages/zh-CN/overview.ts'
import { reasons as reasonsZh } from './messages/zh-CN/reasons.ts'
import { requestCourse as requestCourseZh } from './messages/zh-CN/requests-course.ts'
import { requestDecisions as requestDecisionsZh } from './messages/zh-CN/requests-decisions.ts'
import { requests as requestsZh } from './messages/zh-CN/requests.ts'
import { search as searchZh } from './messages/zh-CN/search.ts'
import { session as sessionZh } from './messages/zh-CN/session.ts'
import { servers as serversZh } from './messages/zh-CN/servers.ts'
import { status as statusZh } from './messages/zh-CN/status.ts'
import { ui as uiZh } from './messages/zh-CN/ui.ts'
import { operations as operationsZh } from './messages/zh-CN/operations.ts'
import { people as peopleZh } from './messages/zh-CN/people.ts'
import { preflight as preflightZh } from './messages/zh-CN/preflight.ts'
import { quote as quoteZh } from './messages/zh-CN/quote.ts'
import { wizard as wizardZh } from './messages/zh-CN/wizard.ts'
import { titles, titlesZh, words, wordsZh } from '../operations/words.gen.ts'
import type { Locale } from './locale.ts'
import type { Translation } from './translation.ts'

// One line per area, here and in `chinese`; the type of the second follows from the first. Each operation is an area.
const english = {
  audit,
  accounts,
  auth,
  cloudServices,
  common,
  errorBook,
  errors: { ...errors, ...fieldErrors, ...answerErrors, ...accountErrors, ...peopleErrors },
  denied,
  desk,
  desktops,
  ecsServers,
  expiring,
  factors,
  frame,
  insights,
  inventory,
  jobs,
  live,
  orders,
  overview,
  people,
  reasons,
  requests: { ...requests, ...requestDecisions, ...requestCourse },
  search,
  servers,
  session,
  status,
  operations,
  preflight,
  quote,
  wizard,
  ui,
  operationTitles: titles,
  ...words,
}

const chinese: Translation<typeof english> = {
  audit: auditZh,
  accounts: accountsZh,
  auth: authZh,
  cloudServices: cloudServicesZh,
  common: commonZh,
  errorBook: errorBookZh,
  errors: { ...errorsZh, ...fieldErrorsZh, ...answerErrorsZh, ...accountErrorsZh, ...peopleErrorsZh },
  denied: deniedZh,
  desk: deskZh,
  desktops: desktopsZh,
  ecsServers: ecsServersZh,
  expiring: expiringZh,
  factors: factorsZh,
  frame: frameZh,
  insights: insightsZh,
  inventory: inventoryZh,
  jobs: jobsZh,
  live: liveZh,
  orders: ordersZh,
  overview: overviewZh,
  people: peopleZh,
  reasons: reasonsZh,
  requests: { ...requestsZh, ...requestDecisionsZh, ...requestCourseZh },
  search: searchZh,
  servers: serversZh,
  session: sessionZh,
  status: statusZh,
  operations: operationsZh,
  preflight: preflightZh,
  quote: quoteZh,
  wizard: wizardZh,
  ui: uiZh,
  operationTitles: titlesZh,
  ...wordsZh,
}

/** Every text of the console: English defines the keys and their placeholders. */
export type Messages = typeof english

export type Area = keyof Messages

/** The areas with an operation's own words: one, or none for an unknown key. */
export const areasOfOperation = (key: string): Area[] => operationAreas.filter((area) => area === key)

// `Object.keys` of the words are areas by definition.
const operationAreas = Object.keys(words) as Area[]

export const messages: Record<Locale, Translation<Messages>> = { en: english, 'zh-CN': chinese }
