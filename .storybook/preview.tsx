import type { Decorator, Preview } from '@storybook/react-vite'
import 'hogkit/styles.css'
import './preview.css'

const rightToLeft = /^(?:ar|fa|he|ur)\b/

/** Theme, language and direction by globals, so that no story is written twice. */
const withSurroundings: Decorator = (Story, { globals }) => {
  const { theme, locale } = globals as { theme: string; locale: string }
  return (
    <div className="story" data-hogkit-theme={theme} lang={locale} dir={rightToLeft.test(locale) ? 'rtl' : 'ltr'}>
      <Story />
    </div>
  )
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withSurroundings],
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark', 'system'], dynamicTitle: true },
    },
    locale: {
      description: 'Language and direction',
      toolbar: { title: 'Locale', icon: 'globe', items: ['en-US', 'de-DE', 'ja-JP', 'ar-EG'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light', locale: 'en-US' },
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
  },
}

export default preview
