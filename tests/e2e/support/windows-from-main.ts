import type { ElectronApplication } from '@playwright/test'
import type { BrowserWindow } from 'electron'

/** What a person could see of one window. */
export interface Seen {
  /** Its address, from the question mark. */
  readonly at: string
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

type Main = Pick<ElectronApplication, 'evaluate'>

/**
 * The windows of a desk by way of its main process: Playwright's own pages are of no use any more once their process has
 * died, though their window goes on in another one.
 */
export class WindowsFromMain {
  readonly app: Main

  private constructor(app: Main) {
    this.app = app
  }

  static async of(app: Main): Promise<WindowsFromMain> {
    await app.evaluate(({ BrowserWindow }) => {
      const lines = { now: 0, most: 0 }
      Object.assign(globalThis, { lines })
      const count = async (window: BrowserWindow) => {
        const contents = window.webContents
        if (!window.isVisible() || contents.isDestroyed() || contents.isCrashed() || contents.isLoading()) return 0
        return contents.executeJavaScript("document.querySelectorAll('[data-banner]').length") as Promise<number>
      }
      setInterval(() => {
        void Promise.all(BrowserWindow.getAllWindows().map(count)).then((all) => {
          lines.now = Math.max(0, ...all)
          lines.most = Math.max(lines.most, lines.now)
        })
      }, 100)
    })
    return new WindowsFromMain(app)
  }

  /** Above the work of any one window: how many lines tell of something now, and how many did at most. */
  async lines(): Promise<{ readonly now: number; readonly most: number }> {
    return this.app.evaluate(() => {
      const { lines } = globalThis as unknown as { lines: { now: number; most: number } }
      return lines
    })
  }

  async shown(): Promise<readonly Seen[]> {
    const windows = await this.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter((window) => window.isVisible())
        .map((window) => ({
          at: window.webContents.getURL().replace('app://farline/index.html', ''),
          bounds: window.getBounds(),
        })),
    )
    return windows.toSorted((a, b) => a.at.localeCompare(b.at))
  }

  async put(at: string, bounds: Seen['bounds']): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [search, wanted]) => {
        const address = `app://farline/index.html${search}`
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.getURL() === address)
          ?.setBounds(wanted)
      },
      [at, bounds] as const,
    )
  }

  /** The process in which this page lives. A keeper's address says whose worker it keeps; that need not be said. */
  async processOf(address: string): Promise<number> {
    return this.app.evaluate(({ webContents }, wanted) => {
      const found = webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().replace(/\?replica=.*$/, '') === wanted)
      if (!found) throw new Error(`no page at ${wanted}`)
      return found.getOSProcessId()
    }, address)
  }

  /** Chromium's own of this type: `GPU`, or `Utility`. */
  async processesOf(wanted: string): Promise<readonly number[]> {
    return this.app.evaluate(
      ({ app }, type) =>
        app
          .getAppMetrics()
          .filter((process) => process.type === type)
          .map(({ pid }) => pid),
      wanted,
    )
  }

  /** Of this page: it answers nobody any more. */
  async hang(page: string): Promise<void> {
    await this.app.evaluate(({ webContents }, address) => {
      const found = webContents.getAllWebContents().find((contents) => contents.getURL() === address)
      void found?.executeJavaScript('for (;;) {}')
    }, `app://farline/${page}`)
  }

  /** Runs in the page of this window; `undefined` while there is none that could answer. */
  async ask<Given extends string, Answer>(
    at: string,
    question: (given: Given) => Answer,
    given: Given,
  ): Promise<Answer | undefined> {
    return this.app.evaluate(
      async ({ BrowserWindow }, [search, script]) => {
        const address = `app://farline/index.html${search}`
        const found = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL() === address)
        if (!found || found.webContents.isCrashed() || found.webContents.isLoading()) return undefined
        // A process that is just being killed never answers.
        const gone = Promise.withResolvers<undefined>()
        const leave = () => gone.resolve(undefined)
        found.webContents.once('render-process-gone', leave)
        const answer = found.webContents.executeJavaScript(script, true) as Promise<Answer>
        return Promise.race([answer, gone.promise]).finally(() => found.webContents.off('render-process-gone', leave))
      },
      [at, `(${question.toString()})(${JSON.stringify(given)})`] as const,
    )
  }

  /** As a person does, in the field that has the focus. */
  async type(at: string, text: string, thenKey?: { keyCode: string; modifiers: 'control'[] }): Promise<void> {
    await this.app.evaluate(
      async ({ BrowserWindow }, [search, typed, key]) => {
        const address = `app://farline/index.html${search}`
        const found = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL() === address)
        await found?.webContents.insertText(typed)
        if (!key) return
        for (const type of ['keyDown', 'keyUp'] as const) found?.webContents.sendInputEvent({ type, ...key })
      },
      [at, text, thenKey] as const,
    )
  }
}
