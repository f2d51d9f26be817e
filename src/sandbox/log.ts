/** A line the sandbox tells whoever started it. Never holds a key that came in with a request. */
export interface SandboxLogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
}

export type SandboxLog = (entry: SandboxLogEntry) => void
