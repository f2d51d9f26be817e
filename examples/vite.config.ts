import react from '@vitejs/plugin-react'
import { startSandbox } from 'hogkit/sandbox'
import { hogkit } from 'hogkit/server/vite'
import { defineConfig } from 'vite'

// The sandbox while developing; your PostHog as soon as POSTHOG_PROJECT_ID, POSTHOG_API_KEY and POSTHOG_PROJECT_API_KEY are set.
export default defineConfig({
  plugins: [react(), hogkit({ sandbox: () => startSandbox({ seed: 'demo', dataDir: '.hogkit' }) })],
})
