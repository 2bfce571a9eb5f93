import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../project-root.ts'

const inputs = [
  '{shared,src-main,src-preload,src-renderer,server-sync/widget,server-sync/admin/page,resources}/**/*.*',
  'tools/{build,dictionaries,package/notices}/*.ts',
  '{electron.vite.config,vite.widget.config,vite.chat-frame.config,vite.admin.config}.ts',
  'package-lock.json',
]
const outputs = [
  'out/main/electron.js',
  'out/main/browser.js',
  'out/widget/chat.js',
  'out/chat-frame/index.html',
  'out/admin/index.html',
]
const stampFile = path.join(projectRoot, 'out/build-stamp')

/** True when what stands in out/ was built from the sources as they are now. */
export async function isBuilt(): Promise<boolean> {
  if (!outputs.every((file) => existsSync(path.join(projectRoot, file)))) return false
  const saved = await readFile(stampFile, 'utf8').catch(() => '')
  return saved === (await stamp())
}

export async function saveBuildStamp(): Promise<void> {
  await mkdir(path.dirname(stampFile), { recursive: true })
  await writeFile(stampFile, await stamp())
}

async function stamp(): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(inputs, { cwd: projectRoot, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) files.push(path.join(entry.parentPath, entry.name))
  }
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(`${path.relative(projectRoot, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}
