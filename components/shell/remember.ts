const yearSeconds = 31_536_000

/** Keeps a choice of this browser in a cookie, where the server can read it before it renders. */
export function remember(cookie: string, value: string): void {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`
}
