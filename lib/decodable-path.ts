/** Whether every escape in the path of an address stands for something: `/orders%` and `/%ff` are paths that are not. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
