import type { KnipConfig } from 'knip'
import notUsedYet from './tools/gates/not-used-yet.json' with { type: 'json' }

const config: KnipConfig = {
  entry: [
    'server-sync/main.ts',
    'server-sync/widget/{loader,frame}/main.ts',
    'server-sync/admin/page/main.tsx',
    'server-sync/admin/command-line/main.ts',
    'src-main/{electron,browser}.ts',
    'src-main/keys/argon2-worker.ts',
    'src-preload/*.ts',
    // What the HTML pages load.
    'src-renderer/app/{main/main.tsx,door/door-page.tsx,elsewhere/elsewhere.tsx,keeper/keeper.ts,media/media.ts}',
    '{tools,bench,tests}/**/main.ts',
    'bench/path/bare/bare-server.ts',
    // Faults that the simulation is run with on purpose.
    'tools/simulate/bugs/planted-bugs.ts',
    'tools/check/{types,unused-code}.ts',
    'tools/electron-runtime/default-app.mjs',
    // electron-vite starts it in place of Electron.
    'tools/dev/run-host.mjs',
    'tools/*.mjs',
  ],
  project: [
    '{shared,server-sync,src-main,src-preload,src-renderer,tools,tests,bench}/**/*.{ts,tsx,mjs}',
    '{src-renderer,server-sync/admin/page}/**/*.css',
  ],
  // Packages fixed for the product before the feature that needs them is there; dictionaries are read as files, by their name.
  ignoreDependencies: [...Object.keys(notUsedYet), /^dictionary-/],
  // An export that its own file uses is not dead, only wider than today's need.
  ignoreExportsUsedInFile: true,
  // Fonts are packages that only style sheets name.
  compilers: {
    css: (text: string) =>
      [...text.matchAll(/(?:@import|url\()\s*['"](@[^'"]+)['"]/g)].map(([, file]) => `import '${file}'`).join('\n'),
  },
  // Not from npm.
  ignoreBinaries: [
    'apt-get',
    'useradd',
    'dpkg-deb',
    'desktop-file-validate',
    'xdotool',
    'pdftotext',
    'pdffonts',
    'Xorg',
    'openbox',
    'xrandr',
  ],
}

export default config
