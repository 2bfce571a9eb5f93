import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/**
 * The switches inside Electron's program file, as every package of ours has them; docs/adr/0017. Nobody can turn one back
 * without breaking the signature. Integrity of app.asar is checked on Windows and macOS; Electron cannot on Linux.
 */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const

type FuseName = keyof typeof fuses

const positions: Record<FuseName, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** Reads the program file itself. Gives back every fuse that is not as it should be. */
export async function wrongFuses(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(positions).flatMap(([name, position]) => {
    const wanted = fuses[name as FuseName] ? FuseState.ENABLE : FuseState.DISABLE
    return wire[position] === wanted ? [] : [name]
  })
}
