import { conclude, runCheck } from './stages.ts'

conclude(await runCheck())
