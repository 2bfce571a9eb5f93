/** What the desktop loads while its door is being drawn. */
export { servePorts } from './rpc/serve-ports.ts'
export { startWorkstation } from './workstation.ts'
