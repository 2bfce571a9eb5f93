import { useState } from 'react'
import { RecoveryCodes } from './recovery-codes.tsx'
import type { SecondFactorBegun } from './second-factor-begun.ts'
import { SecondFactorPassword } from './second-factor-password.tsx'
import { SecondFactorScan } from './second-factor-scan.tsx'

interface SecondFactorSetupProps {
  email: string
  /** From here on recovery codes are on screen, which are told this once. */
  onCodes: () => void
  onDone: () => void
  onBack?: (() => void) | undefined
}

/** Password; key and first code; recovery codes. */
export function SecondFactorSetup({ email, onCodes, onDone, onBack }: SecondFactorSetupProps) {
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null) return <RecoveryCodes codes={codes} email={email} onKept={onDone} />
  if (begun === null) return <SecondFactorPassword email={email} onBegun={setBegun} onBack={onBack} />
  return (
    <SecondFactorScan
      begun={begun}
      onConfirmed={(recoveryCodes) => {
        onCodes()
        setCodes(recoveryCodes)
      }}
      onBack={() => setBegun(null)}
    />
  )
}
