import { useEffect } from 'react'
import { Admin } from '../admin/Admin.js'
import { useFreshFlags } from '../freshFlags.js'
import { Hedgebox } from '../hedgebox/Hedgebox.js'
import { NavLink, useLinkNavigation, usePlace } from '../routing.js'
import { Connection } from './Connection.js'
import { useSplit } from './preferences.js'
import { LayoutSwitch, ThemeSwitch } from './switches.js'

/** The playground around both pages: which one shows, how it looks, and what it talks to. */
export function Shell() {
  const { front } = usePlace()
  const { split } = useSplit()
  useLinkNavigation()
  useFreshFlags()
  useEffect(() => {
    document.title = split || front === 'app' ? 'Hedgebox · hogkit playground' : 'Admin · hogkit playground'
  }, [front, split])
  return (
    <div className="shell" data-split={split || undefined}>
      <header className="shell-bar">
        <strong className="shell-name">hogkit playground</strong>
        {split ? <p className="shell-hint">What you do on the left arrives on the right.</p> : <Tabs />}
        <div className="shell-tools">
          <Connection />
          <LayoutSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="panes">
        {(split || front === 'app') && (
          <section className="pane" aria-label="App">
            <Hedgebox />
          </section>
        )}
        {(split || front === 'admin') && (
          <section className="pane" aria-label="Admin">
            <Admin />
          </section>
        )}
      </main>
    </div>
  )
}

function Tabs() {
  const { app, admin, front } = usePlace()
  return (
    <nav className="tabs" aria-label="Pages">
      <NavLink to={app} data-front={front === 'app' || undefined}>
        App
      </NavLink>
      <NavLink to={admin} data-front={front === 'admin' || undefined}>
        Admin
      </NavLink>
    </nav>
  )
}
