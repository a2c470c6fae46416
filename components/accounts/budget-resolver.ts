import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { SetBudget } from '#lib/accounts/budget.ts'

export const budgetResolver: Resolver<SetBudget> = zodResolver(SetBudget)
