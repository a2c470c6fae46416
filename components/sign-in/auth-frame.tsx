import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Brand } from '#components/shell/brand.tsx'
import { LanguageToggle } from '#components/shell/language-toggle.tsx'
import { ThemeToggle } from '#components/shell/theme-toggle.tsx'
import { chooseTheme, themeCookie } from '#components/shell/theme.ts'

type Props = { title: string; text: string; children: ReactNode }

/** The page around everything that comes before the console. */
export async function AuthFrame({ title, text, children }: Props) {
  const jar = await cookies()
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <Brand />
        <div className="flex">
          <LanguageToggle />
          <ThemeToggle theme={chooseTheme(jar.get(themeCookie)?.value)} />
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 pb-16">
        <div>
          <h1 className="text-xl font-strong tracking-tight">{title}</h1>
          <p className="mt-1 text-l text-muted">{text}</p>
        </div>
        <div className="flex flex-col gap-6 rounded-l border border-line bg-surface p-5 sm:p-6">{children}</div>
      </main>
    </div>
  )
}
