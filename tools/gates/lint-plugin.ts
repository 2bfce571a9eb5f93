import path from 'node:path'
import { layerViolation } from './layers.ts'

/** Lint rules of our own, for what oxlint has no rule for. Node shapes are ESTree's, as oxlint hands them over. */
const plugin = {
  meta: { name: 'farline' },
  rules: {
    layers: { meta: { type: 'problem' }, create: checkLayers },
    'window-factory': { meta: { type: 'problem' }, create: checkWindowFactory },
    'no-skipped-tests': { meta: { type: 'problem' }, create: checkSkippedTests },
  },
}

// oxlint loads a plugin by its default export.
export default plugin

interface Node {
  type: string
  value?: unknown
  name?: string
  source?: Node | null
  callee?: Node
  object?: Node
  property?: Node
  arguments?: Node[]
  parent?: Node
}

interface Context {
  cwd: string
  filename: string
  report(finding: { node: Node; message: string }): void
}

type Visitor = Record<string, (node: Node) => void>

function checkLayers(context: Context): Visitor {
  const from = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/')
  const check = ({ source }: Node) => {
    if (!source || typeof source.value !== 'string') return
    const message = layerViolation({ from, specifier: source.value })
    if (message) context.report({ node: source, message })
  }
  return {
    ImportDeclaration: check,
    ImportExpression: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
  }
}

/** One place makes windows, so that none is ever made without the sandbox, the policy and the navigation guard. */
function checkWindowFactory(context: Context): Visitor {
  if (context.filename.endsWith(`${path.sep}window-factory.ts`)) return {}
  return {
    NewExpression(node) {
      const made = node.callee?.type === 'MemberExpression' ? node.callee.property : node.callee
      if (made?.name === 'BrowserWindow') {
        context.report({ node, message: 'Only window-factory.ts makes windows: ask it for one' })
      }
    },
  }
}

/** `it.only` hides the other tests, `it.skip` hides its own. A condition with a reason is allowed: `test.skip(isMac, 'why')`. */
function checkSkippedTests(context: Context): Visitor {
  if (!/\.(test|spec)\.tsx?$/.test(context.filename)) return {}
  return {
    MemberExpression(node) {
      const word = node.property?.name
      if (!word || !/^(only|skip|todo|fixme|fails)$/.test(word) || !isTestFunction(node.object)) return
      if (word !== 'only' && isConditionWithReason(node.parent)) return
      context.report({ node, message: `No .${word} in a test: repair it, or give Playwright a condition and a reason` })
    },
  }

  function isConditionWithReason(call: Node | undefined): boolean {
    const [condition, reason] = call?.type === 'CallExpression' ? (call.arguments ?? []) : []
    return condition?.type !== 'Literal' && reason?.type === 'Literal' && typeof reason.value === 'string'
  }

  function isTestFunction(node: Node | undefined): boolean {
    if (node?.type === 'MemberExpression') return isTestFunction(node.object)
    return node?.type === 'Identifier' && /^(it|test|describe|suite)$/.test(node.name ?? '')
  }
}
