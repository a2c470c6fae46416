/** The item whose page, or a page below it, is open: the longest address wins. */
export function currentNavItem(pathname: string, groups: { items: { href: string }[] }[]): string | undefined {
  return groups
    .flatMap(({ items }) => items.map(({ href }) => href))
    .filter((href) => pathname === href || pathname.startsWith(href === '/' ? '//' : `${href}/`))
    .toSorted((a, b) => b.length - a.length)[0]
}
