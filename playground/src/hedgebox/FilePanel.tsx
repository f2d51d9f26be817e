import { useCapture } from 'hogkit'
import type { Properties } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import { Icon } from '../Icon.js'
import { FilePreview } from './FilePreview.js'
import { fileProperties, formatBytes, markShared, removeFile } from './files.js'
import type { StoredFile } from './files.js'
import { toast } from './toasts.js'

/** The chosen file: its details for everybody, its preview for whom the flag lets in. */
export function FilePanel({ file }: { file: StoredFile }) {
  const capture = useCapture()
  const act = (event: string, done: string, more: Properties = {}) => {
    capture(event, { ...fileProperties(file), ...more })
    toast(done)
  }
  return (
    <aside className="file-panel" aria-label={`Details of ${file.name}`}>
      <FlagGate flag="new-file-preview">
        <FilePreview file={file} />
      </FlagGate>
      <h2>{file.name}</h2>
      <dl className="facts">
        <dt>Size</dt>
        <dd>{formatBytes(file.sizeBytes)}</dd>
        <dt>Access</dt>
        <dd>{file.shared ? 'Anyone with the link' : 'Only your team'}</dd>
      </dl>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            markShared(file.id)
            act('shared_file_link', `Link to ${file.name} is ready to paste`, { link_access: 'anyone' })
          }}
        >
          <Icon name="share" /> Share link
        </button>
        <button type="button" className="button" onClick={() => act('downloaded_file', `Downloading ${file.name}`)}>
          <Icon name="download" /> Download
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            removeFile(file.id)
            act('deleted_file', `${file.name} is gone`)
          }}
        >
          <Icon name="trash" /> Delete
        </button>
      </div>
    </aside>
  )
}
