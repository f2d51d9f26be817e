import { createStore } from '../store.js'

const shownMs = 3500
const message = createStore('')
let timer: ReturnType<typeof setTimeout> | undefined

/** Says a short thing at the edge of the product, and to screen readers; the next one replaces it. */
export function toast(next: string): void {
  clearTimeout(timer)
  message.set(next)
  timer = setTimeout(message.set, shownMs, '')
}

export function Toaster() {
  const shown = message.use()
  return <output className="toaster">{shown !== '' && <span className="toast">{shown}</span>}</output>
}
