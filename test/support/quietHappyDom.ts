import nodeConsole from 'node:console'

/**
 * Like a browser's developer tools, happy-dom lists every request that failed or came back without success, whoever expected it: straight to
 * the terminal, past the tests. Tests go offline and are refused on purpose all the time, and say what they expect of it themselves. Errors
 * of anything but requests still show.
 */
function isRequestLog(logged: unknown): boolean {
  if (typeof logged === 'string') return /^[A-Z]+ https?:\/\/\S+ \d{3} \(/.test(logged)
  return logged instanceof Error && /^(ECONN|EPIPE)/.test(String((logged as NodeJS.ErrnoException).code))
}

// What happy-dom writes to: the console of Node, which Vitest has replaced for the tests.
const logError = nodeConsole.error.bind(nodeConsole)
nodeConsole.error = (...args: unknown[]) => {
  if (!isRequestLog(args[0])) logError(...args)
}
