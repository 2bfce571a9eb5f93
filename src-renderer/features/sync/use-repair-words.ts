import { useTranslation } from 'react-i18next'

const words = {
  'replica/rebuilt': 'damaged',
  'replica/rows-lost': 'damaged',
  'replica/row-unreadable': 'damaged',
  'replica/store-unreadable': 'damaged',
  'replica/query-failed': 'damaged',
  'replica/write-failed': 'full',
  'replica/schema-changed': 'updated',
  'replica/key-changed': 'locked',
} as const

/** What the replica had to repair, in one line for the agent. A kind that this build has no words for is named, not hidden. */
export function useRepairWords(): (problem: string) => string {
  const { t } = useTranslation()
  return (problem) => t(`sync.repaired.${words[problem as keyof typeof words] ?? 'other'}`, { problem })
}
