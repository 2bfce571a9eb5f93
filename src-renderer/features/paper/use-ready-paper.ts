import { useEffect } from 'react'
import { hostKind } from '../../connection/host-kind.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { loadEastAsianFonts } from '../../ui/east-asian-fonts.ts'

/** Once all is on the page and in its own letters: main prints it, or in a browser the page itself. */
export function useReadyPaper(paperId: string, isComplete: boolean): void {
  const { main } = useWorkstation()
  useEffect(() => {
    if (!isComplete) return
    const show = async () => {
      await loadEastAsianFonts()
      // Faces are fetched when a letter needs them, and the first layout asks for them.
      await nextFrame()
      await document.fonts.ready
      await nextFrame()
      if (hostKind() === 'electron') await main.os.papers.ready({ paperId })
      else window.print()
    }
    show().catch(reportError)
  }, [main, paperId, isComplete])
}

/** A hidden window draws no frames, but lays out when it is asked. */
async function nextFrame(): Promise<void> {
  document.body.getBoundingClientRect()
  await new Promise((resolve) => setTimeout(resolve))
}
