import { readdirSync, readFileSync } from 'node:fs'

/** What a program and all it has started hold and have used. */
export type Usage = { residentMib: number; cpuSeconds: number }

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100

/** Sums over the process group that `pid` leads. Throws when it is gone. */
export function usageOf(pid: number): Usage {
  const members = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []))
  const group = members.filter((each) => each.group === pid)
  if (group.length === 0) throw new Error(`The process ${pid} has ended`)
  const sum = (of: (each: Stat) => number) => group.reduce((total, each) => total + of(each), 0)
  return { residentMib: sum(({ mib }) => mib), cpuSeconds: sum(({ seconds }) => seconds) }
}

type Stat = { group: number; mib: number; seconds: number }

/** Nothing for a process that has ended meanwhile. */
function statOf(pid: string): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // What follows the name, which may hold blanks: state, parent, group, …, and from the 12th on the times.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
    const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
    return { group: Number(fields[2]), mib: Number(kib) / 1024, seconds }
  } catch {
    return undefined
  }
}
