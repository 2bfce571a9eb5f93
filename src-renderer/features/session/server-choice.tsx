import { useState } from 'react'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import { ServerAddress } from './server-address.tsx'
import { ServerConfirm } from './server-confirm.tsx'
import type { ServerProblem } from './server-actions.ts'

interface ServerChoiceProps {
  onChosen: () => void
  /** Back to the sign-in with the present server; a new workstation has none. */
  onBack?: () => void
}

/** Tells a workstation where its server is: an address, and a look at who answers there before it is told anything. */
export function ServerChoice({ onChosen, onBack }: ServerChoiceProps) {
  const [address, setAddress] = useState('')
  const [found, setFound] = useState<ServerFound | null>(null)
  /** What became of the server that had answered: told where the address stands, to be looked at anew. */
  const [lost, setLost] = useState<ServerProblem | null>(null)
  if (found === null) {
    return (
      <ServerAddress
        address={address}
        onAddress={setAddress}
        told={lost}
        onFound={(answered) => {
          setLost(null)
          setFound(answered)
        }}
        onBack={onBack}
      />
    )
  }
  return (
    <ServerConfirm
      found={found}
      onChosen={onChosen}
      onBack={(problem) => {
        setLost(problem)
        setFound(null)
      }}
    />
  )
}
