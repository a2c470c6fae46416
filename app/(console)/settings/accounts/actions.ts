'use server'

import { addAccount } from '#lib/accounts/add.ts'
import { checkAccount } from '#lib/accounts/check.ts'
import { RemoveBudget, SetBudget } from '#lib/accounts/budget.ts'
import { AccountId, AddAccount, PauseAccount, ReplaceKey, RetireAccount } from '#lib/accounts/new-account.ts'
import { pauseAccount } from '#lib/accounts/pause.ts'
import { removeBudget as removeBudgetOf } from '#lib/accounts/remove-budget.ts'
import { replaceKey as replaceKeyOf } from '#lib/accounts/replace-key.ts'
import { retireAccount } from '#lib/accounts/retire.ts'
import { setBudget as setBudgetOf } from '#lib/accounts/set-budget.ts'
import { action, boundAction } from '#lib/action.ts'

export const add = boundAction('account.add', AddAccount, addAccount)
export const check = action('account.check', AccountId, checkAccount)
export const replaceKey = boundAction('account.replaceKey', ReplaceKey, replaceKeyOf)
export const pause = boundAction('account.pause', PauseAccount, pauseAccount)
export const retire = boundAction('account.retire', RetireAccount, retireAccount)
export const setBudget = boundAction('account.setBudget', SetBudget, setBudgetOf)
export const removeBudget = boundAction('account.removeBudget', RemoveBudget, removeBudgetOf)
