import { createViewing } from './createViewing.js'

/** Calls once, when half of the element is in view on a page that is shown. Returns the undo. */
export function seeOnce(element: Element, onSeen: () => void): () => void {
  const viewing = createViewing()
  viewing.ref(element)
  viewing.update({ threshold: 0.5, dwellMs: 0, once: true, rootMargin: '0px', enabled: true, onSeen })
  return viewing.stop
}
