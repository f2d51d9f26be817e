import { FlagGate } from 'hogkit/components'
import { textOf } from './payload.js'

/** What the company wants to tell whoever a flag lets in; the words come with the flag where it has a payload. */
export function Banners() {
  return (
    <div className="banners">
      <FlagGate flag="eu-data-banner">
        {payload => <p>{textOf(payload, 'text') ?? 'Your files are stored in the European Union.'}</p>}
      </FlagGate>
      <FlagGate flag="desktop-sync">
        <p>Hedgebox for your desktop is here: your box as a folder, always in step.</p>
      </FlagGate>
    </div>
  )
}
