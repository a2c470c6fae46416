import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { ReplaceKey } from '#lib/accounts/new-account.ts'

export const replaceKeyResolver: Resolver<ReplaceKey> = zodResolver(ReplaceKey)
