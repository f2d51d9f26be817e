const paths = {
  upload: 'M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3',
  download: 'M12 4v12m0 0 5-5m-5 5-5-5M4 20h16',
  share: 'M9 12h6m-5-4H7a4 4 0 0 0 0 8h3m4-8h3a4 4 0 0 1 0 8h-3',
  trash: 'M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7m4 4v5m4-5v5',
  check: 'm5 12 5 5L19 7',
  close: 'M6 6l12 12M18 6 6 18',
  refresh: 'M20 11a8 8 0 0 0-14-5L4 8m0-4v4h4M4 13a8 8 0 0 0 14 5l2-2m0 4v-4h-4',
  search: 'm20 20-4.500-4.500M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z',
  back: 'm14 6-6 6 6 6',
  next: 'm10 6 6 6-6 6',
  system: 'M4 5h16v11H4zM9 20h6m-3-4v4',
  light:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-14v2m0 16v2M2 12h2m16 0h2M5 5l1.500 1.500m11 11L19 19m0-14-1.500 1.500m-11 11L5 19',
  dark: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500Z',
  split: 'M4 5h16v14H4zM12 5v14',
  play: 'M8 5v14l11-7z',
  lock: 'M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3',
} as const

export type IconName = keyof typeof paths

/** A stroked 24-grid glyph in the colour of its text. Decoration only: the words beside it say the same. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}

/** The hedge in a box. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--brand)" />
      <path d="M6 21 8 12l3 4 2-7 3 6 3-6 2 7 3-4 2 9z" fill="var(--on-brand)" />
      <rect x="6" y="22.500" width="20" height="3" rx="1.500" fill="var(--on-brand)" opacity="0.600" />
    </svg>
  )
}
