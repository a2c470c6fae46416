const percentMax = 999

/** How much of a budget was spent, as `27%`: rounded down, so that nothing is called used up before it is. */
export function usedPercent({ spentMinor, budgetMinor }: { spentMinor: number; budgetMinor: number }): string {
  const percent = Math.floor((spentMinor * 100) / budgetMinor)
  return percent > percentMax ? `>${percentMax}%` : `${percent}%`
}

/** The monthly budget that an amount would draw on, and what was spent of it so far. */
export type DrawnBudget = { budgetMinor: number; spentMinor: number }
