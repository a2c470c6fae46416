import type { Page } from '@playwright/test'
import { fillSwitch } from './switch.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, test } from './fixtures.ts'
