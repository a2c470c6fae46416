export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

export const themeCookie = 'countersign-theme'

/** The chosen theme, for `data-theme` on `<html>`; without a choice the system decides. */
export const chooseTheme = (cookie: string | undefined): Theme => themes.find((theme) => theme === cookie) ?? 'system'
