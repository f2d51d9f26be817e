const encoder = new TextEncoder()

/** The message with SHA-1's padding: a 1 bit, zeros, and the length in bits as 64-bit big endian. */
function pad(message: Uint8Array): DataView {
  const padded = new Uint8Array((((message.length + 8) >>> 6) + 1) << 6)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000))
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0)
  return view
}

const rotate = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits))

/** The round function and constant of step `t`, FIPS 180-4 sections 4.1.1 and 4.2.1. */
function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

/** The 80 words of one block's message schedule, in place: the first 16 are the block itself. */
function schedule(words: DataView, view: DataView, offset: number): void {
  for (let at = 0; at < 64; at += 4) words.setInt32(at, view.getInt32(offset + at))
  for (let at = 64; at < 320; at += 4) {
    const word = (back: number) => words.getInt32(at - 4 * back)
    words.setInt32(at, rotate(word(3) ^ word(8) ^ word(14) ^ word(16), 1))
  }
}

type State = readonly [number, number, number, number, number]

function compress(state: State, words: DataView): State {
  let [a, b, c, d, e] = state
  for (let t = 0; t < 80; t++) {
    const next = (rotate(a, 5) + mix(t, b, c, d) + e + words.getInt32(t * 4)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0, (state[4] + e) | 0]
}

/**
 * SHA-1 of the text's UTF-8 bytes, as five unsigned 32-bit words.
 *
 * Own code because flags are decided synchronously and `crypto.subtle` is not; it buckets users and protects nothing.
 * https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha1(text: string): Uint32Array {
  const view = pad(encoder.encode(text))
  const words = new DataView(new ArrayBuffer(320))
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    schedule(words, view, offset)
    state = compress(state, words)
  }
  return Uint32Array.from(state)
}
