export const accountCookie = 'countersign-account'

export const allAccounts = 'all'

/** The account that pages show: the one chosen earlier if it is still readable, the only one, or none for all. */
export function chooseAccount(cookie: string | undefined, readable: readonly string[]): string | undefined {
  const [only, ...others] = readable
  if (others.length === 0) return only
  return readable.find((id) => id === cookie)
}
