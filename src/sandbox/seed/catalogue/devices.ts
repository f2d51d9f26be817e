/** What a visitor browses with, in the values posthog-js reports. */
export interface Device {
  readonly $browser: string
  readonly $browser_version: number
  readonly $os: string
  readonly $os_version: string
  readonly $device_type: 'Desktop' | 'Mobile' | 'Tablet'
  readonly $screen_width: number
  readonly $screen_height: number
  readonly weight: number
}

const desktop = { $device_type: 'Desktop', $screen_width: 1920, $screen_height: 1080 } as const
const macbook = {
  $device_type: 'Desktop',
  $os: 'Mac OS X',
  $os_version: '15.3',
  $screen_width: 1728,
  $screen_height: 1117,
} as const
const iphone = {
  $device_type: 'Mobile',
  $os: 'iOS',
  $os_version: '18.3',
  $screen_width: 393,
  $screen_height: 852,
} as const
const android = {
  $device_type: 'Mobile',
  $os: 'Android',
  $os_version: '15',
  $screen_width: 412,
  $screen_height: 915,
} as const

export const DESKTOPS: readonly Device[] = [
  { ...desktop, $os: 'Windows', $os_version: '11', $browser: 'Chrome', $browser_version: 139, weight: 30 },
  { ...desktop, $os: 'Windows', $os_version: '11', $browser: 'Microsoft Edge', $browser_version: 139, weight: 13 },
  { ...desktop, $os: 'Windows', $os_version: '10', $browser: 'Firefox', $browser_version: 141, weight: 6 },
  { ...macbook, $browser: 'Chrome', $browser_version: 139, weight: 24 },
  { ...macbook, $browser: 'Safari', $browser_version: 18.3, weight: 14 },
  { ...macbook, $browser: 'Firefox', $browser_version: 141, weight: 4 },
  { ...desktop, $os: 'Linux', $os_version: '', $browser: 'Firefox', $browser_version: 141, weight: 4 },
  { ...desktop, $os: 'Linux', $os_version: '', $browser: 'Chrome', $browser_version: 138, weight: 5 },
]

export const MOBILES: readonly Device[] = [
  { ...iphone, $browser: 'Mobile Safari', $browser_version: 18.3, weight: 50 },
  { ...android, $browser: 'Chrome', $browser_version: 139, weight: 38 },
  { ...android, $browser: 'Samsung Internet', $browser_version: 28, weight: 7 },
  {
    ...iphone,
    $device_type: 'Tablet',
    $browser: 'Mobile Safari',
    $browser_version: 18.3,
    $screen_width: 820,
    $screen_height: 1180,
    weight: 5,
  },
]
