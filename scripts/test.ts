import { ensureBrowser } from '../e2e/browser.ts'
import { conclude, runBrowserTests, runCheck, total } from './stages.ts'

const checked = await runCheck()
ensureBrowser()
conclude(total([checked, await runBrowserTests()]))
