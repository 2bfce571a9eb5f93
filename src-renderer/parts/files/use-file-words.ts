import { useTranslation } from 'react-i18next'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import type { FileStep } from '../../state/files/file-step.ts'

/** What is said about files that go to the server. A kind of refusal that this build has no words for is named, not hidden. */
export function useFileWords() {
  const { t, i18n } = useTranslation()
  const { locale } = useFormats()
  const refusal = (kind: string): string => {
    const key = `files.refused.${kind}`
    const most = fileSize(fileMaxBytes, locale)
    return i18n.exists(key) ? t(key as 'files.refused.file/too-large', { most }) : t('files.refused.other', { kind })
  }
  return {
    refusal,
    step(step: FileStep): string {
      if (step.at === 'refused') return refusal(step.kind)
      if (step.at === 'not-kept') return t(`files.notKept.${step.why}`)
      if (step.at === 'keeping' || step.at === 'sending') return t(`files.step.${step.at}`, { share: step.share })
      return t(`files.step.${step.at}`)
    },
  }
}
