import { formatBytes } from './files.js'
import type { FileKind, StoredFile } from './files.js'

const kindNames: Record<FileKind, string> = {
  pdf: 'PDF',
  document: 'DOC',
  sheet: 'CSV',
  image: 'IMG',
  video: 'MP4',
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

interface FileTableProps {
  readonly files: readonly StoredFile[]
  readonly uploading: string | undefined
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

export function FileTable({ files, uploading, chosen, onChoose }: FileTableProps) {
  if (files.length === 0 && uploading === undefined) {
    return <p className="empty">Your box is empty. Upload a file and it will be kept here.</p>
  }
  return (
    <table className="file-table">
      <caption className="sr-only">Your files</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="when-roomy">
            Modified
          </th>
          <th scope="col" className="number">
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {uploading !== undefined && <UploadRow name={uploading} />}
        {files.map(file => (
          <tr key={file.id} data-chosen={file.id === chosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className="file-name"
                aria-pressed={file.id === chosen}
                onClick={() => onChoose(file.id)}
              >
                <span className="file-kind" data-kind={file.kind} aria-hidden="true">
                  {kindNames[file.kind]}
                </span>
                <span className="file-label">{file.name}</span>
                {file.shared && <span className="tag when-roomy">Shared</span>}
              </button>
            </th>
            <td className="when-roomy">{day.format(new Date(file.modifiedAt))}</td>
            <td className="number">{formatBytes(file.sizeBytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function UploadRow({ name }: { name: string }) {
  return (
    <tr className="uploading">
      <td className="file-label">{name}</td>
      <td className="when-roomy">
        <progress aria-label={`Uploading ${name}`} />
      </td>
      <td className="number">Uploading</td>
    </tr>
  )
}
