import { TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { Banner } from '../../../../src-renderer/ui/banner.tsx'

export interface ProblemGiven {
  readonly kind: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** What went wrong and what to do, said aloud as well. */
export function Problem({ kind, detail = {} }: ProblemGiven) {
  const words = useProblemWords()
  const text = words({ kind, detail })
  useEffect(() => announce(text, 'assertive'), [text])
  return <Banner tone="danger" icon={<TriangleAlert size={16} aria-hidden="true" />} title={text} />
}

export function useProblemWords() {
  const { t, i18n } = useTranslation()
  return ({ kind, detail = {} }: ProblemGiven): string => {
    const key = `refusal.${kind}`
    if (!i18n.exists(key)) return t('refusal.other', { kind })
    const what = typeof detail['what'] === 'string' ? t(`kind.${detail['what']}`) : ''
    const right = typeof detail['right'] === 'string' ? t(`right.${detail['right']}`) : ''
    return t(key, { ...detail, what, right })
  }
}
