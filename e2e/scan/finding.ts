/** What a scanner has to say against an address. */
export type Finding = { scanner: string; where: string; what: string }

/** What one scanner did. */
export type Scanned = {
  scanner: string
  /** What it went through, in words. */
  extent: string
  findings: Finding[]
}
