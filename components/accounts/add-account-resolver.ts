import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { AddAccount } from '#lib/accounts/new-account.ts'

export const addAccountResolver: Resolver<AddAccount> = zodResolver(AddAccount)
