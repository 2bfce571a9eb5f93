import type { ElectronApplication } from '@playwright/test'

/** What a person could see of one window. */
export interface Seen {
  /** Its address, from the question mark. */
  readonly at: string
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/**
 * The windows of a desk by way of its main process: Playwright's own pages are of no use any more once their process has
 * died, though their window goes on in another one.
 */
export class WindowsFromMain {
  readonly app: ElectronApplication

  constructor(app: ElectronApplication) {
    this.app = app
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

  /** The process in which this page lives. */
  async processOf(address: string): Promise<number> {
    return this.app.evaluate(({ webContents }, wanted) => {
      const found = webContents.getAllWebContents().find((contents) => contents.getURL() === wanted)
      if (!found) throw new Error(`no page at ${wanted}`)
      return found.getOSProcessId()
    }, address)
  }

  /** Chromium's own: `GPU`, or a utility by its name. */
  async processesOf(kind: string): Promise<readonly number[]> {
    return this.app.evaluate(
      ({ app }, wanted) =>
        app
          .getAppMetrics()
          .filter(({ type, name, serviceName }) => [type, name, serviceName].some((each) => each?.includes(wanted)))
          .map(({ pid }) => pid),
      kind,
    )
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
        const gone = new Promise<undefined>((resolve) =>
          found.webContents.once('render-process-gone', () => resolve(undefined)),
        )
        return Promise.race([found.webContents.executeJavaScript(script, true), gone]) as Promise<Answer | undefined>
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
