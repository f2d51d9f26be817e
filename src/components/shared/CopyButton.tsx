'use client'

import { useEffect, useState } from 'react'
import { SrOnly } from './SrOnly.js'

/** Texts of a copy button. */
export interface CopyLabels {
  readonly copied: string
  readonly copyFailed: string
}

export const defaultCopyLabels: CopyLabels = { copied: 'Copied', copyFailed: 'Could not copy' }

interface CopyButtonProps {
  /** Made when pressed, so that a large text is not kept ready. */
  readonly text: () => string
  /** The button's name. */
  readonly label: string
  /** `icon` shows a symbol and keeps the label for screen readers and the title. */
  readonly look: 'text' | 'icon'
  readonly labels: CopyLabels
}

type Outcome = 'idle' | 'copied' | 'failed'

const shownMs = 2000

/** Copies a text to the clipboard and says so, to eyes and screen readers. */
export function CopyButton({ text, label, look, labels }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return undefined
    const timer = setTimeout(() => setOutcome('idle'), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const said = outcome === 'copied' ? labels.copied : outcome === 'failed' ? labels.copyFailed : ''
  const copy = () => {
    // Absent on plain http and refused without permission: both are the same news to the reader.
    writeClipboard(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }
  return (
    <>
      <button
        type="button"
        className={look === 'icon' ? 'hogkit-icon-button' : 'hogkit-button'}
        data-slot="copy"
        data-outcome={outcome}
        title={look === 'icon' ? label : undefined}
        onClick={copy}
      >
        {look === 'icon' ? (
          <>
            <CopySymbol done={outcome === 'copied'} />
            <SrOnly>{label}</SrOnly>
          </>
        ) : (
          said || label
        )}
      </button>
      {/* Beside the button: what lies inside one is its name and is not announced as it changes. */}
      <SrOnly>
        <output>{said}</output>
      </SrOnly>
    </>
  )
}

async function writeClipboard(text: () => string): Promise<void> {
  await navigator.clipboard.writeText(text())
}

function CopySymbol({ done }: { readonly done: boolean }) {
  return (
    <svg
      aria-hidden="true"
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      {done ? (
        <path d="m3 8.5 3.2 3.2L13 5" strokeLinecap="round" strokeLinejoin="round" />
      ) : (
        <>
          <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" />
          <path d="M10.25 3.75v-.5a1.5 1.5 0 0 0-1.5-1.5h-5a1.5 1.5 0 0 0-1.5 1.5v5a1.5 1.5 0 0 0 1.5 1.5h.5" />
        </>
      )}
    </svg>
  )
}
