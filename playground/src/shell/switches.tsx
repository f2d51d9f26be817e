import { Icon } from '../Icon.js'
import { layout, setTheme, theme, useSplit } from './preferences.js'
import type { Theme } from './preferences.js'

const nextTheme: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const themeNames: Record<Theme, string> = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }

export function ThemeSwitch() {
  const chosen = theme.use()
  return (
    <button
      type="button"
      className="button quiet icon-only"
      aria-label={themeNames[chosen]}
      title={themeNames[chosen]}
      onClick={() => setTheme(nextTheme[chosen])}
    >
      <Icon name={chosen} />
    </button>
  )
}

/** Shown only where two panes have room. */
export function LayoutSwitch() {
  const { roomy, split } = useSplit()
  if (!roomy) return null
  return (
    <button
      type="button"
      className="button quiet icon-only"
      aria-label="App and admin side by side"
      title="App and admin side by side"
      aria-pressed={split}
      onClick={() => layout.set(split ? 'single' : 'split')}
    >
      <Icon name="split" />
    </button>
  )
}
