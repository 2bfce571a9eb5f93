#!/usr/bin/env node
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { buildDeb } from './build-deb.ts'
import { buildRpm } from './build-rpm.ts'
import { parseFpmArguments } from './fpm-arguments.ts'

// Stands where electron-builder expects fpm (`CUSTOM_FPM_PATH`), a Ruby program that it would fetch from GitHub. The same
// packages come from the two systems' own tools.
const wish = parseFpmArguments(process.argv.slice(2))
// Beside the result: what is packed is linked, not copied, and links do not leave a file system.
const work = await mkdtemp(path.join(path.dirname(wish.file), 'packing-'))
try {
  await (wish.target === 'deb' ? buildDeb(wish, work) : buildRpm(wish, work))
} finally {
  await rm(work, { recursive: true, force: true })
}
