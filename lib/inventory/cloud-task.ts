/** What may be running on a desktop or an ECS server: both services write the same words (workspace.md §4.1, ecs.md §3.1). */
const taskPatterns = {
  creating: /^(scheduling|block_device_mapping|networking|spawning)$/,
  resizing: /^resize_/,
  starting: /^powering-on$/,
  stopping: /^powering-off$/,
  rebooting: /^reboot/,
  rebuilding: /^rebuild/,
  moving: /^(migrating|desktopNetworkChanging)$/,
  deleting: /^deleting$/,
  updating: /^updating$/,
} as const

export type TaskWord = keyof typeof taskPatterns

/** The word for a running task; undefined for one that is not documented. */
export function taskWord(task: string): TaskWord | undefined {
  // The keys of `taskPatterns` are TaskWords.
  const words = Object.keys(taskPatterns) as TaskWord[]
  return words.find((word) => taskPatterns[word].test(task))
}
