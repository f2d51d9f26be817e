import type { ComponentType, ReactNode } from 'react'

/** What a page of the flags benchmark starts with: every flag is off. */
export interface FlagPeerOptions {
  readonly keys: readonly string[]
}

/** A client that knows its flags, and its hook for one. */
export interface FlagPeer {
  readonly Provider: ComponentType<{ readonly children: ReactNode }>
  /** The hook that an app would use to ask whether a flag is on. */
  readonly useFlag: (key: string) => unknown
  /** The SDK's own way to change one flag; what follows until the screen is right is timed. */
  readonly set: (key: string, value: boolean) => void
}

/** Each peer module exports this as `start`. */
export type StartFlagPeer = (options: FlagPeerOptions) => FlagPeer | Promise<FlagPeer>

/** All flags, off but for those that are named. */
export function toValues(keys: readonly string[], on: Readonly<Record<string, boolean>> = {}): Record<string, boolean> {
  return Object.fromEntries(keys.map(key => [key, on[key] ?? false]))
}
