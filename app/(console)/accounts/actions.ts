'use server'

import { action } from '#lib/action.ts'
import { ResumeAccount, resumeAccount } from '#lib/auth/resume-account.ts'

export const resume = action('account.resume', ResumeAccount, resumeAccount)
