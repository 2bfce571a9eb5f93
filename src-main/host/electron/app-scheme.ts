/** Our pages' own origin. `file://` has none, and a SharedWorker and IndexedDB need one. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://farline`

export const mainPage = `${appOrigin}/index.html`
export const keeperPage = `${appOrigin}/keeper.html`
export const mediaPage = `${appOrigin}/media.html`
