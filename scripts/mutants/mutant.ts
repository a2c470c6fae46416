/** A guard of the purchase protocol, how it is taken away, and the test that must notice. */
export type Mutant = {
  /** What is taken away. */
  guard: string
  /** The file that holds it, relative to the top. */
  file: string
  /** Its exact text there, which occurs once. */
  found: string
  /** What stands there instead. */
  by: string
  /** The smallest suite that must fail, and part of the name of the test in it. */
  missedBy: { suite: string; test: string }
}
