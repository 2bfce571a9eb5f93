import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { inBackground } from './in-background.ts'
import { announce } from '../ui/announcer.ts'
import { Button } from '../ui/button.tsx'
import { useState } from 'react'

/** Says what came of it in its own words: a clipboard may be refused. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const [state, setState] = useState<'copy' | 'copied' | 'failed'>('copy')
  const copy = async () => {
    const after = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'failed' as const,
    )
    setState(after)
    announce(t(`account.copy.${after}`), after === 'failed' ? 'assertive' : 'polite')
  }
  return (
    <Button size="small" icon={<Copy size={14} strokeWidth={1.75} aria-hidden="true" />} onPress={inBackground(copy)}>
      {t(`account.copy.${state}`)}
    </Button>
  )
}
