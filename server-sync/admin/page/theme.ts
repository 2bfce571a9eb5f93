export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const kept = 'farline-admin-theme'

export function chosenTheme(): Theme {
  const found = localStorage.getItem(kept)
  return themes.find((theme) => theme === found) ?? 'system'
}

export function showTheme(theme: Theme): void {
  localStorage.setItem(kept, theme)
  if (theme === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset['theme'] = theme
}
