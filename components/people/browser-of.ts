/** Names by which people know their browser and system, most telling first: Edge also calls itself Chrome, Chrome Safari. */
const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux']

/** `Firefox, Linux` of what a browser says of itself; undefined when it says nothing known. */
export function browserOf(userAgent: string): string | undefined {
  const browser = browsers.find(([mark]) => userAgent.includes(mark))?.[1]
  const system = systems.find((name) => userAgent.includes(name))
  return browser === undefined ? undefined : [browser, system].filter(Boolean).join(', ')
}
