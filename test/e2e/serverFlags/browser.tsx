import { readBootstrap } from 'hogkit/core'
import { hydrateRoot } from 'react-dom/client'
import { App } from './App.js'

const root = document.querySelector<HTMLElement>('#root')
if (root) hydrateRoot(root, <App projectToken={root.dataset['token'] ?? ''} bootstrap={readBootstrap()} />)
