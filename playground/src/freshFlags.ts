import { useHogkit } from 'hogkit'
import { useEffect } from 'react'

/** Does not deliver to the page that posts, which reloads its own flags after a write. */
const channel = new BroadcastChannel('playground:flags')

/** Tells the playground's other tabs that a flag was changed. */
export function tellOtherTabs(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin: its own
  channel.postMessage('changed')
}

/** Loads the visitor's flags again when another tab changed one, and when somebody comes back to this tab. */
export function useFreshFlags(): void {
  const client = useHogkit()
  useEffect(() => {
    const reload = () => {
      // A failure is the client's to tell, and the next look tries again.
      client.flags.reload().catch(() => undefined)
    }
    const onVisible = () => {
      if (document.visibilityState === 'visible') reload()
    }
    channel.addEventListener('message', reload)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      channel.removeEventListener('message', reload)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [client])
}
