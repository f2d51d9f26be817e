/** One file of a bundle. */
export interface BundledFile {
  readonly name: string
  readonly code: string
  /** The modules that left something in it, as absolute paths. */
  readonly modules: readonly string[]
}

/** Bundles code as an app would: minified, for production, split, React left out. Tells what loads at first from what may load later. */
export function bundleApp(options: {
  /** The app's code, JavaScript or TSX. */
  readonly code: string
  /** The folder it lies in: imports resolve from here. */
  readonly folder: string
  readonly alias?: Readonly<Record<string, string>>
}): Promise<{ readonly initial: readonly BundledFile[]; readonly lazy: readonly BundledFile[] }>
