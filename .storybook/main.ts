import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The other docgen needs the compiler API that TypeScript 7 has not got.
  typescript: { reactDocgen: 'react-docgen', check: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Storybook reads the repository's vite.config.ts, which describes a library build: of that, stories want the aliases only.
  viteFinal: config => {
    const { lib: _lib, rolldownOptions: _rolldown, ...build } = config.build ?? {}
    // Named here, a cold run does not find them late and reload in the middle of a test.
    const include = ['@tanstack/react-query', '@tanstack/react-table', '@tanstack/react-virtual']
    return { ...config, build, optimizeDeps: { ...config.optimizeDeps, include } }
  },
}

export default config
