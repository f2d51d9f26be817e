/** What a benchmark page is told by its address. */
export interface PeerOptions {
  /** Where events go: the stub server's URL. */
  readonly host: string
  readonly token: string
}

/** A started analytics client behind the few calls that the benchmarks need. */
export interface Peer {
  readonly capture: (event: string, properties: Record<string, unknown>) => void
  /** Asks for what waits to be sent now. Absent where the client has no public way: its own timer decides. */
  readonly flush?: () => void
  /** What the client itself says of its queue and of its failures, for the log. */
  readonly status?: () => Record<string, number>
}

/** Each peer module exports this as `start`. */
export type StartPeer = (options: PeerOptions) => Peer | Promise<Peer>
