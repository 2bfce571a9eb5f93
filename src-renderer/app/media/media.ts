import { connectMain } from '../../connection/connect-main.ts'

// A hidden window of the Electron host, made again when it dies: what must go on while windows come and go will live here.
connectMain(() => undefined)
  .media.here()
  .catch(reportError)
