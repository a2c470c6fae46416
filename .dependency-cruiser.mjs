/**
 * Who may import whom. The rules that follow paths through several files are in `scripts/rules/boundaries.ts`, which
 * runs both sorts. Every rule is proven by a seeded violation in `scripts/rules/boundaries.test.ts`.
 */

const tests = '[.]test[.]tsx?$|/testing/'
const operationInside = '^lib/operations/[^/]+/'
/** Folders beside the operations that hold what several of them share; they know none of them. */
const sharedByOperations = 'phone-placement'

/** Folders of lib/ that speak to the database. */
const databaseOwners =
  'accounts|people|requests|approvals|quotes|orders|jobs|inventory|search|notify|audit|worker|auth|db|drafts|lookups|live|metrics|insights|views'
/** Folders of lib/ that speak to the cloud: the worker, and those that only read. */
const cloudCallers = 'accounts|cloud|worker|quotes|orders|jobs|inventory|lookups|auth'

const error = 'error'

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea or three. Type-only imports do not exist at run time.',
      severity: error,
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would silently escape every other rule.',
      severity: error,
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nobody-imports-the-emulator',
      comment: 'The emulator is another program: start it, and speak HTTP to it.',
      severity: error,
      from: { pathNot: '^emulator/' },
      to: { path: '^emulator/' },
    },
    {
      name: 'emulator-is-an-independent-witness',
      comment: 'Sharing code with the console would make both wrong together.',
      severity: error,
      from: { path: '^emulator/' },
      to: { path: '^(app|components|lib|e2e|bench|scripts)/' },
    },
    {
      name: 'contracts-are-pure',
      comment:
        'A contract is read by form, action, worker and tests: zod, errors, shared fields and pure siblings only.',
      severity: error,
      from: { path: '^lib/operations/([^/]+)/contract[.]ts$' },
      to: {
        pathNot: [
          '(^|/)node_modules/zod/',
          '^lib/errors[.]ts$',
          '^lib/operations/(?!kit|registry|wizards)[^/]+[.]ts$',
          '^lib/operations/$1/[^/]+[.]ts$',
          `^lib/operations/(${sharedByOperations})/[^/]+[.]ts$`,
        ],
      },
    },
    {
      name: 'operations-are-islands',
      comment: 'What two operations share belongs beside them: in a file, or in a folder named in sharedByOperations.',
      severity: error,
      from: { path: '^lib/operations/([^/]+)/' },
      to: { path: operationInside, pathNot: ['^lib/operations/$1/', `^lib/operations/(${sharedByOperations})/`] },
    },
    {
      name: 'operations-know-no-machinery',
      comment: 'An operation describes a change; storing, sending and following it is the same for all of them.',
      severity: error,
      from: { path: '^lib/operations/', pathNot: tests },
      to: {
        path: [
          '^app/',
          '^lib/(requests|approvals|quotes|orders|jobs|inventory|search|notify|audit|worker|auth|db|cloud)/',
          '^lib/(action|env)[.]ts$',
        ],
      },
    },
    {
      name: 'operations-through-the-registry',
      comment: 'A sixth operation must work without an edit here: ask registry.gen.ts or wizards.gen.ts.',
      severity: error,
      from: { pathNot: ['^lib/operations/', '^(e2e|bench)/', tests] },
      to: { path: operationInside },
    },
    {
      name: 'one-writer-of-request-state',
      comment:
        'The database is spoken to by the domain folders; everybody else calls their verbs and queries. Types may cross.',
      severity: error,
      from: {
        path: '^(lib|app|components)/',
        pathNot: [`^lib/(${databaseOwners})/`, '^app/api/(health|metrics)/', tests],
      },
      to: { path: '^lib/db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-worker-and-reads-call-the-cloud',
      comment: 'The web tier can never spend. Reads for pickers live in route handlers and read folders.',
      severity: error,
      from: { path: '^(lib|app|components)/', pathNot: [`^lib/(${cloudCallers})/`, '^app/api/', tests] },
      to: { path: '^lib/cloud/(?!(errors|endpoints)[.]ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib-never-imports-app',
      comment: 'Routes compose what lib and components offer, never the other way.',
      severity: error,
      from: { path: '^(lib|components)/' },
      to: { path: '^app/' },
    },
    {
      name: 'programs-stay-outside',
      comment: 'Tests, measures and scripts use the console; the console does not know them.',
      severity: error,
      from: { path: '^(app|components|lib)/' },
      to: { path: '^(e2e|bench|scripts)/' },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'Only tests may use test code.',
      severity: error,
      from: { path: '^(app|components|lib|emulator)/', pathNot: tests },
      to: { path: [tests, '(^|/)node_modules/(vitest|fast-check|@?playwright[^/]*)/'] },
    },
    {
      name: 'no-barrels',
      comment: 'Import the file that holds the thing. Re-exports hide cycles and pull the server into the browser.',
      severity: error,
      from: {},
      to: { dependencyTypes: ['export'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file without ties is dead, unless something outside starts it. Knip finds the dead that have ties.',
      severity: error,
      from: {
        orphan: true,
        pathNot: [
          '[.]test[.]tsx?$',
          '[.]e2e[.]ts$',
          '[.]d[.]ts$',
          '^app/',
          '^e2e/',
          '^bench/',
          '^scripts/',
          '^emulator/main[.]ts$',
          '^lib/worker/main[.]ts$',
          '^lib/db/(migrate|testing/global-setup)[.]ts$',
          '^lib/operations/(registry|wizards)[.]gen[.]ts$',
          '/(instrumentation|proxy)[.]ts$',
        ],
      },
      to: {},
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript interface to parse with.
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)([.]next|[.]data|fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
