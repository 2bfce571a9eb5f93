/** Our pages' own origin. `file://` has none, and a SharedWorker and IndexedDB need one. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://farline`

export const mainPage = `${appOrigin}/index.html`
/** Before anybody is in: a page with nothing of a desk in it. */
export const doorPage = `${appOrigin}/door.html`
export const keeperPage = `${appOrigin}/keeper.html`
export const mediaPage = `${appOrigin}/media.html`

/** `app://farline.example/` and `app://farline@example/` are somebody else's. */
export const isOurs = (url: string): boolean => url.startsWith(`${appOrigin}/`)
