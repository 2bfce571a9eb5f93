import { useCallback, useEffect, useMemo, useState } from 'react'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { LiveRegions } from '../../../src-renderer/ui/live-regions.tsx'
import { type Directory, adminApi } from './api/admin-api.ts'
import { Entrance } from './entrance.tsx'
import { type Office, OfficeContext } from './office-context.ts'
import { OfficePage } from './office-page.tsx'
import { SetupPage } from './setup-page.tsx'

type State =
  | { readonly at: 'opening' | 'setup' }
  | { readonly at: 'entrance'; readonly problem: string | undefined }
  | { readonly at: 'office'; readonly directory: Directory }

/** Set-up once, then the entrance, then the office. */
export function App() {
  const [state, setState] = useState<State>({ at: 'opening' })

  const open = useCallback(() => whereToGo().then(setState), [])
  useEffect(() => void whereToGo().then(setState), [])

  return (
    <>
      {state.at === 'setup' ? <SetupPage onDone={() => void open()} /> : null}
      {state.at === 'entrance' ? <Entrance problem={state.problem} onSignedIn={() => void open()} /> : null}
      {state.at === 'office' ? (
        <OfficeProvider
          directory={state.directory}
          reload={open}
          onSignedOut={() => setState({ at: 'entrance', problem: undefined })}
        />
      ) : null}
      <LiveRegions />
    </>
  )
}

async function whereToGo(): Promise<State> {
  const answer = await adminApi.directory()
  if (answer.ok) return { at: 'office', directory: answer.value }
  const setup = await adminApi.setup()
  if (setup.ok && setup.value.isNeeded) return { at: 'setup' }
  return { at: 'entrance', problem: setup.ok ? undefined : setup.kind }
}

interface ProviderProps {
  readonly directory: Directory
  readonly reload: () => Promise<void>
  readonly onSignedOut: () => void
}

function OfficeProvider({ directory, reload, onSignedOut }: ProviderProps) {
  const office = useMemo<Office>(
    () => ({
      directory,
      view: new DirectoryView(directory.entries),
      may: (right) => directory.me.rights.includes(right),
      async run(type, args) {
        const answer = await adminApi.command(type, args)
        if (answer.ok) await reload()
        else if (answer.kind === 'auth/signed-out') onSignedOut()
        return answer
      },
      reload,
      onSignedOut,
    }),
    [directory, reload, onSignedOut],
  )
  return (
    <OfficeContext value={office}>
      <OfficePage />
    </OfficeContext>
  )
}
