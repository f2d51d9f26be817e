import { createStore } from '../store.js'

export type FileKind = 'pdf' | 'document' | 'sheet' | 'image' | 'video'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly kind: FileKind
  readonly sizeBytes: number
  /** ISO 8601. */
  readonly modifiedAt: string
  readonly shared: boolean
}

interface Box {
  readonly files: readonly StoredFile[]
  /** The upload on its way, if any. */
  readonly uploading: string | undefined
  /** How many uploads there were: picks the next pretend file. */
  readonly uploads: number
}

const MB = 1_000_000
const uploadMs = 600

/** What "Upload file" pretends to pick, in turn. */
const pickable: readonly (readonly [string, FileKind, number])[] = [
  ['Board deck Q4.pdf', 'pdf', 8.4],
  ['Greenhouse, north side.jpg', 'image', 5.2],
  ['Payroll November.csv', 'sheet', 0.9],
  ['Launch plan.docx', 'document', 1.3],
  ['Walkthrough.mp4', 'video', 214],
  ['Invoice 2041.pdf', 'pdf', 0.3],
]

function startingFiles(): StoredFile[] {
  const rows: readonly (readonly [string, FileKind, number, number, boolean])[] = [
    ['Supplier agreement.pdf', 'pdf', 2.6, 2, true],
    ['Hedge row survey.csv', 'sheet', 1.8, 5, false],
    ['Spring catalogue.pdf', 'pdf', 18.7, 9, true],
    ['Boxwood closeup.jpg', 'image', 4.1, 16, false],
    ['Onboarding notes.docx', 'document', 0.6, 23, false],
    ['Nursery tour.mp4', 'video', 386, 41, false],
  ]
  return rows.map(([name, kind, megabytes, daysAgo, shared], index) => ({
    id: `file-${index}`,
    name,
    kind,
    sizeBytes: megabytes * MB,
    modifiedAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    shared,
  }))
}

const isBox = (value: unknown): value is Box =>
  typeof value === 'object' && value !== null && 'files' in value && Array.isArray(value.files)

/** The files of this visit. Hedgebox has no backend: the box lives in the tab. */
export const box = createStore<Box>(
  { files: startingFiles(), uploading: undefined, uploads: 0 },
  { key: 'hedgebox:box', area: 'sessionStorage', accepts: isBox },
)
// A reload ends an upload on its way.
change({ uploading: undefined })

function change(part: Partial<Box>): void {
  box.set({ ...box.get(), ...part })
}

/** Puts the next pretend file into the box, after the moment an upload takes. One at a time. */
export async function uploadNext(): Promise<StoredFile | undefined> {
  const picked = pickable[box.get().uploads % pickable.length]
  if (box.get().uploading !== undefined || picked === undefined) return undefined
  const [name, kind, megabytes] = picked
  change({ uploading: name, uploads: box.get().uploads + 1 })
  await new Promise(resolve => setTimeout(resolve, uploadMs))
  const file: StoredFile = {
    id: `upload-${box.get().uploads}`,
    name,
    kind,
    sizeBytes: megabytes * MB,
    modifiedAt: new Date().toISOString(),
    shared: false,
  }
  change({ files: [file, ...box.get().files], uploading: undefined })
  return file
}

export function markShared(id: string): void {
  change({ files: box.get().files.map(file => (file.id === id ? { ...file, shared: true } : file)) })
}

export function removeFile(id: string): void {
  change({ files: box.get().files.filter(file => file.id !== id) })
}

/** `8.4 MB`, in the visitor's locale. */
export function formatBytes(bytes: number): string {
  const [value, unit] = bytes >= 1000 * MB ? [bytes / (1000 * MB), 'gigabyte'] : [bytes / MB, 'megabyte']
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

const mimeTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  document: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  sheet: 'text/csv',
  image: 'image/jpeg',
  video: 'video/mp4',
}

/** The properties every file event carries. File names are the customer's own business and stay here. */
export function fileProperties({ kind, sizeBytes }: StoredFile) {
  return { file_type: mimeTypes[kind], file_size_b: sizeBytes }
}

/** What the visitor keeps here, in bytes. */
export function usedBytes(files: readonly StoredFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
