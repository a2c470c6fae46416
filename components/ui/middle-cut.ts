/** Cuts a long id in its middle, since ids differ most at their ends: `CS2511220435…8KQ2X1`. */
export function middleCut(text: string, charactersMax: number): string {
  const characters = [...text]
  if (characters.length <= charactersMax) return text
  const kept = charactersMax - 1
  const head = Math.ceil(kept / 2)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`
}
