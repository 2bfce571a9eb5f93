// For tests, which are TypeScript; what stands in bootstrap.mjs is checked there.
export function runOnProjectNode(script: string, options: { onProblem: (message: string) => void }): Promise<void>
export function dependenciesAreInstalled(project: string): boolean
