import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { HogkitProvider } from 'hogkit'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { apiBase, host, projectToken } from 'virtual:hogkit'
import { beforeSend, plugins } from './capturing.js'
import { Shell } from './shell/Shell.js'
// First, since it says which layer of styles wins.
import './styles/tokens.css'
import 'hogkit/styles.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/hedgebox.css'
import './styles/admin.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root to render into.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <HogkitProvider
        projectToken={projectToken}
        host={host}
        apiBase={apiBase}
        plugins={plugins}
        beforeSend={beforeSend}
        personProfiles="always"
        flushIntervalMs={1000}
      >
        <Shell />
      </HogkitProvider>
    </QueryClientProvider>
  </StrictMode>,
)
