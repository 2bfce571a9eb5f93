import type { Locator } from '@playwright/test'

interface Drag {
  over(): Promise<void>
  drop(): Promise<void>
}

/** Files and folders of this computer, dragged onto a part of a window as a file manager does. */
export async function dropFiles(onto: Locator, paths: readonly string[]): Promise<Drag> {
  const page = onto.page()
  const box = await onto.boundingBox()
  if (!box) throw new Error('nothing to drop onto')
  const devtools = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', { type, ...at, data })
  return {
    async over() {
      await drag('dragEnter')
      await drag('dragOver')
    },
    async drop() {
      await drag('drop')
      await devtools.detach()
    },
  }
}
