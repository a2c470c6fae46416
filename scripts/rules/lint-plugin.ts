/**
 * Lint rules that only this repository needs. The linter loads this file by its path in `.oxlintrc.json`, and hands each
 * rule the syntax tree of one file.
 */
type Node = { type: string; loc: { start: { line: number } } }
type Comment = Node & { value: string; loc: { end: { line: number } } }
type Context = {
  filename: string
  sourceCode: { getAllComments(): Comment[]; lines: string[] }
  report(finding: { node: Node; message: string }): void
}
type Directive = Node & { directive?: string | null }
type Cast = Node & { typeAnnotation: Node & { typeName?: { name?: string } } }
type Call = Node & { callee: { object?: { name?: string }; property?: { name?: string } } }
type Rule = { create(context: Context): Record<string, (node: never) => void> }

const castNeedsProof: Rule = {
  create: (context) => ({
    TSAsExpression(node: Cast) {
      if (node.typeAnnotation.typeName?.name === 'const') return
      const above = node.loc.start.line - 1
      const commentEnds = new Set(context.sourceCode.getAllComments().map((comment) => comment.loc.end.line))
      // A cast inside a longer expression is proven above the line on which it, or its statement's chain, stands.
      for (let line = above; line > 0; line -= 1) {
        if (commentEnds.has(line)) return
        if (!continuesUpward(context.sourceCode.lines[line] ?? '')) break
      }
      context.report({ node, message: 'A cast needs the sentence that proves it, as a comment on the line above.' })
    },
  }),
}

/** Whether a line starts inside the expression of the line before it, as a formatted chain or operand does. */
const continuesUpward = (line: string) => /^\s*[.?:&|)\]}+]/.test(line)

const disableNeedsReason: Rule = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!/^\s*(?:ox|es)lint-disable/.test(comment.value) || / -- \S/.test(comment.value)) continue
        context.report({
          node: comment,
          message: 'Say why the rule is off: `oxlint-disable-next-line <rule> -- <reason>`.',
        })
      }
    },
  }),
}

const routeFile = /(?:^|\/)app\/(?:.*\/)?(?:page|layout|template|loading|not-found|default)\.tsx$/

const noClientPage: Rule = {
  create: (context) => ({
    ExpressionStatement(node: Directive) {
      if (node.directive !== 'use client' || !routeFile.test(context.filename.replaceAll('\\', '/'))) return
      context.report({ node, message: 'Routes compose on the server: move the client part to components/.' })
    },
  }),
}

const contractFile = /\/lib\/operations\/[^/]+\/contract\.ts$/

const strictContract: Rule = {
  create: (context) => {
    let declared = ''
    return {
      VariableDeclarator(node: Node & { id: { name?: string } }) {
        declared = node.id.name ?? declared
      },
      CallExpression(node: Call) {
        if (!contractFile.test(context.filename.replaceAll('\\', '/'))) return
        if (node.callee.object?.name !== 'z' || node.callee.property?.name !== 'object') return
        // Answers are open: the cloud may add fields.
        if (declared.startsWith('Accepted')) return
        context.report({ node, message: 'What we send is closed: use z.strictObject. Only Accepted… may be open.' })
      },
    }
  },
}

export default {
  meta: { name: 'countersign' },
  rules: {
    'cast-needs-proof': castNeedsProof,
    'disable-needs-reason': disableNeedsReason,
    'no-client-page': noClientPage,
    'strict-contract': strictContract,
  },
}
