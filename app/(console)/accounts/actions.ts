'use server'

import { boundAction } from '#lib/action.ts'
import { ResumeAccount, resumeAccount } from '#lib/auth/resume-account.ts'

export const resume = boundAction('account.resume', ResumeAccount, resumeAccount)
