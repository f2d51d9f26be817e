import { useCapture } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import { useState } from 'react'
import { Icon } from '../Icon.js'
import { Link } from '../routing.js'
import { box, fileProperties, formatBytes, uploadNext, usedBytes } from './files.js'
import { FilePanel } from './FilePanel.js'
import { FileTable } from './FileTable.js'
import { Onboarding } from './Onboarding.js'
import { currentPlan } from './plans.js'
import { toast } from './toasts.js'

const bulkSize = 3

export function FilesPage() {
  const { files, uploading } = box.use()
  const capture = useCapture()
  const [chosen, setChosen] = useState<string>()
  const file = files.find(({ id }) => id === chosen) ?? files[0]

  const upload = async (count: number) => {
    for (let done = 0; done < count; done += 1) {
      const added = await uploadNext()
      if (added === undefined) return
      const usedMb = Math.round(usedBytes(box.get().files) / 1_000_000)
      capture('uploaded_file', { ...fileProperties(added), used_mb: usedMb })
      setChosen(added.id)
      toast(`${added.name} is in your box`)
    }
  }

  const busy = uploading !== undefined || undefined
  return (
    <div className="page">
      <div className="page-head">
        <h1>Files</h1>
        <StorageMeter />
        <div className="page-tools">
          <FlagGate flag="bulk-upload">
            <button type="button" className="button" aria-disabled={busy} onClick={() => void upload(bulkSize)}>
              Upload {bulkSize}
            </button>
          </FlagGate>
          <button type="button" className="button primary" aria-disabled={busy} onClick={() => void upload(1)}>
            <Icon name="upload" /> Upload file
          </button>
        </div>
      </div>
      <Onboarding />
      <div className="files">
        <FileTable files={files} uploading={uploading} chosen={file?.id} onChoose={setChosen} />
        {file !== undefined && <FilePanel file={file} />}
      </div>
    </div>
  )
}

function StorageMeter() {
  const { files } = box.use()
  const plan = currentPlan.use()
  const used = usedBytes(files)
  return (
    <div className="storage">
      <meter aria-label="Storage used" min={0} max={plan.storageBytes} value={used} />
      <span>
        {formatBytes(used)} of {formatBytes(plan.storageBytes)}
      </span>
      <Link to="/plans">{plan.name} plan</Link>
    </div>
  )
}
