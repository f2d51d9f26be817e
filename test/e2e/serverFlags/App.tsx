import { HogkitProvider, useFeatureFlag, useIdentity } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import type { Bootstrap } from 'hogkit/core'
import { StrictMode, Suspense, use } from 'react'

interface AppProps {
  readonly projectToken: string
  readonly bootstrap: Bootstrap
  /** What the server waits for; the browser never does. */
  readonly late?: Promise<void> | undefined
}

/** A page of which a part comes later, on both sides. */
export function App({ projectToken, bootstrap, late }: AppProps) {
  return (
    <StrictMode>
      <HogkitProvider projectToken={projectToken} host="/ingest" bootstrap={bootstrap} flushAt={1}>
        <div>
          <Layout />
          <Suspense fallback={<p>Loading</p>}>
            <Late late={late} />
          </Suspense>
          <Visitor />
        </div>
      </HogkitProvider>
    </StrictMode>
  )
}

function Layout() {
  const layout = useFeatureFlag('layout', { defaultValue: 'none' })
  return (
    <main data-layout={String(layout)}>
      <FlagGate flag="banner" fallback={<p>No banner</p>}>
        <p>Banner</p>
      </FlagGate>
    </main>
  )
}

function Late({ late }: Pick<AppProps, 'late'>) {
  if (late) use(late)
  return <output>{String(useFeatureFlag('late'))}</output>
}

function Visitor() {
  return <footer>{useIdentity().distinctId}</footer>
}
