import { Icon } from '../Icon.js'
import type { FileKind, StoredFile } from './files.js'

/** A drawn stand-in for the file's first page: the files are pretend, so is what is in them. */
export function FilePreview({ file }: { file: StoredFile }) {
  return (
    <figure className="preview" data-kind={file.kind} aria-label={`Preview of ${file.name}`}>
      <Drawing kind={file.kind} title={file.name.replace(/\.\w+$/, '')} />
    </figure>
  )
}

function Drawing({ kind, title }: { kind: FileKind; title: string }) {
  if (kind === 'image') return <Landscape />
  if (kind === 'video') {
    return (
      <>
        <Landscape />
        <span className="preview-play">
          <Icon name="play" size={28} />
        </span>
      </>
    )
  }
  if (kind === 'sheet') return <Sheet />
  return (
    <div className="preview-paper">
      <strong>{title}</strong>
      {[96, 88, 93, 60, 0, 90, 97, 82, 40].map((width, line) => (
        <i key={line} style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  )
}

function Landscape() {
  return (
    <svg viewBox="0 0 320 200" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width="320" height="200" fill="#bfe3ea" />
      <circle cx="252" cy="52" r="24" fill="#f6d978" />
      <path d="M0 128 70 78l60 44 58-60 132 88v50H0z" fill="#6fa58b" />
      <path d="M0 156c40-22 66-8 98-16s60-26 104-8 78 6 118-8v76H0z" fill="#2f7a56" />
      <path d="M0 178c60-14 110 8 170-4s100-14 150 0v26H0z" fill="#1c5a3e" />
    </svg>
  )
}

function Sheet() {
  const columns = ['A', 'B', 'C', 'D']
  return (
    <div className="preview-sheet">
      {columns.map(column => (
        <b key={column}>{column}</b>
      ))}
      {Array.from({ length: 24 }, (_, cell) => (
        <i key={cell} style={{ inlineSize: `${30 + ((cell * 37) % 55)}%` }} />
      ))}
    </div>
  )
}
