interface SwitchProps {
  readonly label: string
  readonly checked: boolean
  readonly busy?: boolean
  readonly onChange: (checked: boolean) => void
}

/** On or off, at once. While busy it keeps its place in the tab order and ignores clicks. */
export function Switch({ label, checked, busy = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={checked}
      aria-label={label}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onChange(!checked)
      }}
    />
  )
}
