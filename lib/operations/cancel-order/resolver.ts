import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import { Input } from './contract.ts'

export const resolver: Resolver<Input> = zodResolver(Input)
