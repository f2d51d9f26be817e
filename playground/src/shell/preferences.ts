import { useSyncExternalStore } from 'react'
import { createStore, oneOf } from '../store.js'

export type Theme = 'system' | 'light' | 'dark'
export type Layout = 'split' | 'single'

/** From here on two panes stand side by side. */
const wide = '(min-width: 1200px)'

const area = 'localStorage'
export const theme = createStore<Theme>('system', {
  key: 'playground:theme',
  area,
  accepts: oneOf('system', 'light', 'dark'),
})
export const layout = createStore<Layout>('split', {
  key: 'playground:layout',
  area,
  accepts: oneOf('split', 'single'),
})

export function setTheme(next: Theme): void {
  theme.set(next)
  applyTheme()
}

/** Puts the chosen theme where the stylesheets read it. */
export function applyTheme(): void {
  const { dataset } = document.documentElement
  if (theme.get() === 'system') delete dataset['theme']
  else dataset['theme'] = theme.get()
}

function subscribeToWidth(listener: () => void): () => void {
  const query = matchMedia(wide)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether both panes show: only where there is room, and unless the visitor chose one. */
export function useSplit(): { roomy: boolean; split: boolean } {
  const roomy = useSyncExternalStore(subscribeToWidth, () => matchMedia(wide).matches)
  const chosen = layout.use()
  return { roomy, split: roomy && chosen === 'split' }
}
