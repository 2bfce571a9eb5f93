import path from 'node:path'
import { layerViolation } from './layers.ts'

/** Lint rules of our own, for what oxlint has no rule for. Node shapes are ESTree's, as oxlint hands them over. */
const plugin = {
  meta: { name: 'farline' },
  rules: {
    layers: { meta: { type: 'problem' }, create: checkLayers },
    'window-factory': { meta: { type: 'problem' }, create: checkWindowFactory },
    'electron-dangers': { meta: { type: 'problem' }, create: checkElectronDangers },
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
  key?: Node
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
  if (!isShipped(context) || context.filename.endsWith(`${path.sep}window-factory.ts`)) return {}
  return {
    NewExpression(node) {
      const made = node.callee?.type === 'MemberExpression' ? node.callee.property : node.callee
      if (made?.name === 'BrowserWindow') {
        context.report({ node, message: 'Only window-factory.ts makes windows: ask it for one' })
      }
    },
  }
}

/** A test attacks what a workstation must not do; only what agents run is held to it. */
const isShipped = ({ filename }: Context) => /[\\/]src-(main|preload|renderer)[\\/]/.test(filename)

/** What Electron's security checklist says never to do, and what has one guarded place. */
const dangers: readonly { word: RegExp; onlyIn?: RegExp; why: string }[] = [
  {
    word: /^(openExternal|openPath)$/,
    onlyIn: /open-external\.ts$/,
    why: 'Only open-external.ts hands an address to the system',
  },
  { word: /^(setCertificateVerifyProc|certificate-error)$/, why: 'A certificate that fails stays refused' },
  {
    word: /^(allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures)$/,
    why: 'It takes a guard of Chromium away',
  },
  { word: /^(nodeIntegrationInWorker|nodeIntegrationInSubFrames)$/, why: 'Pages have no Node' },
  { word: /^(allowpopups|disablewebsecurity)$/, why: 'There are no web views here' },
  { word: /^(enableRemoteModule|webSecurity)$/, why: 'Its default is the safe value: leave it alone' },
]

function checkElectronDangers(context: Context): Visitor {
  if (!isShipped(context)) return {}
  const check = (node: Node, word: unknown) => {
    if (typeof word !== 'string') return
    const danger = dangers.find((one) => one.word.test(word))
    if (danger && !danger.onlyIn?.test(context.filename)) context.report({ node, message: `${danger.why} (${word})` })
  }
  return {
    MemberExpression: (node) => check(node, node.property?.name),
    Property: (node) => check(node, node.key?.name ?? node.key?.value),
    CallExpression: (node) => check(node, node.arguments?.[0]?.value),
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
