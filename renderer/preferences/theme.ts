import type { Theme } from '../../shared/contract/preferences.ts'

/** The last theme of this machine is kept here too, so that a window does not open in the other one for a moment. */
const key = 'confab:theme'

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  localStorage.setItem(key, theme)
}

export function showLastTheme(): void {
  const theme = localStorage.getItem(key)
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
}
