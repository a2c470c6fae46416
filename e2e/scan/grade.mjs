// Grades addresses with the rules of the MDN HTTP Observatory, whose own program takes a host and no path. Started by observatory.ts with the
// folder of its package and the port as arguments; reads `{ cookie, paths }` and writes `[{ path, status, grade, score, lost }]`, as JSON.
import { join } from 'node:path'
import { json } from 'node:stream/consumers'

const [folder, httpsPort, closedPort] = process.argv.slice(2)
const part = (name) => import(join(folder, 'src', name))
const [{ retrieve }, { ALL_TESTS }, { getGradeForScore, getScoreModifier }, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }] =
  await Promise.all(['retriever/retriever.js', 'constants.js', 'grader/grader.js', 'grader/charts.js'].map(part))

const { cookie, paths } = await json(process.stdin)
const graded = []
for (const path of paths) graded.push(await grade(path))
process.stdout.write(JSON.stringify(graded))

/** As `scan` of the package does it, for one address and with whatever status it answers. */
async function grade(path) {
  const headers = [
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
  ]
  const answers = await retrieve('127.0.0.1', { httpPort: closedPort, httpsPort, path, headers })
  if (!answers.responses.auto) throw new Error(`${path} was not answered`)
  const results = ALL_TESTS.map((test) => test(answers)).filter(({ result }) => result)
  const modifiers = results.map(({ result }) => getScoreModifier(result))
  const sum = (all) => all.reduce((total, each) => total + each, 100)
  const uncurved = sum(modifiers.filter((each) => each < 0))
  const { score, grade: letter } = getGradeForScore(
    uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : uncurved,
  )
  const lost = results.filter((_, index) => modifiers[index] < 0).map(({ result }) => result)
  return {
    path,
    status: answers.responses.auto.status,
    grade: letter,
    score,
    lost,
    all: results.map(({ result }) => result),
  }
}
