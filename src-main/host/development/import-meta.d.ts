/** Vite's: true only while electron-vite runs the development build. What stands behind it is left out of every other. */
interface ImportMetaEnv {
  readonly DEV: boolean
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
