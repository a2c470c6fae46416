const pauseMs = 2000
const triesMax = 20

/**
 * Loads a part of a page that is drawn already, and tries again where the line or the server is away: what is drawn stays
 * and wakes when they are back. Throws what stood in the way when that took too long.
 */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (let nth = 1; ; nth++) {
    try {
      return await load()
    } catch (error) {
      if (nth === triesMax) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
