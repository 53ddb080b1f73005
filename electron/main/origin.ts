/** The scheme under which the window is served inside the app. It is never registered with the operating system. */
export const appScheme = 'app'
export const appOrigin = 'app://confab'
/** The one page there is. */
export const windowAddress = `${appOrigin}/`
/** Where the window's session lives: in memory, so Chromium keeps no cache, cookie or storage of it on the disk. */
export const sessionPartition = 'confab'
