import { yuan } from '../../catalog/prices.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import { hexOf } from '../../ids.ts'
import { resourceName, resourceTypesOf, serviceName, serviceTypes } from './order-words.ts'
import { pageOf } from './orders.ts'
import { accountOf } from './pay-order.ts'

/** GET /v2/accounts/customer-accounts/balances */
export function showCustomerAccountBalances(call: Call): Reply {
  const { domainId, balanceFen, creditFen } = accountOf(call.cloud, call.caller.domainId)
  const row = (type: 1 | 2, fen: number) => ({
    account_id: hexOf('money', domainId, type),
    account_type: type,
    amount: yuan(fen),
    currency: 'CNY',
    designated_amount: 0,
    ...(type === 2 && { credit_amount: yuan(fen) }),
    measure_id: 1,
  })
  return ok({
    account_balances: [row(1, balanceFen), row(2, creditFen)],
    debt_amount: 0,
    measure_id: 1,
    currency: 'CNY',
  })
}

/** GET /v2/products/service-types */
export function listServiceTypes(call: Call): Reply {
  const wanted = queryText(call, 'service_type_name')
  const rows = serviceTypes
    .map((code) => ({
      service_type_code: code,
      service_type_name: serviceName(code, call.language),
      abbreviation: code.split('.').at(-1),
    }))
    .filter((row) => wanted === undefined || row.service_type_name.includes(wanted))
  return ok({ total_count: rows.length, service_types: pageOf(call, rows) })
}

/** GET /v2/products/service-resources */
export function listServiceResources(call: Call): Reply {
  const codes = resourceTypesOf[queryText(call, 'service_type_code') ?? ''] ?? []
  const rows = codes.map((code) => {
    const name = resourceName(code, call.language)
    return { basic_info: { resource_type_code: code, product_owner_service: code, name, description: name } }
  })
  return ok({ total_count: rows.length, infos: pageOf(call, rows) })
}
