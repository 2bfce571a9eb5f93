import { buildProject } from './build-project.ts'

const startedAt = performance.now()
const failures = await buildProject()
for (const { name, output } of failures) console.error(`Building the ${name} failed:\n${output}`)
if (failures.length === 0) console.log(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
process.exitCode = failures.length === 0 ? 0 : 1
