import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium or Chrome of this machine: the one `CHROME_PATH` names, or the first on the search path. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)
  const candidates = [
    env['CHROME_PATH'] ?? '',
    ...names.flatMap((name) => folders.map((each) => path.join(each, name))),
  ]
  return candidates.find((file) => file !== '' && isExecutable(file))
}

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs a browser where there is none: from the system's packages when root on a system that has them (with a font for
 * Chinese text), else Playwright's own download. Without one the browser tests fail and say so.
 */
export function ensureBrowser(): void {
  if (findBrowser()) return
  console.log('No Chromium or Chrome found: installing one.')
  if (process.getuid?.() === 0 && run('apt-get', 'update') && installPackages()) return
  run(process.execPath, 'node_modules/playwright/cli.js', 'install', 'chromium')
}

const installPackages = () =>
  run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk') &&
  findBrowser() !== undefined

function run(program: string, ...args: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}
