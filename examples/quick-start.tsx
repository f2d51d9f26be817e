import { HogkitProvider, useCapture, useFeatureFlag } from 'hogkit'
import { FlagGate, QueryTable } from 'hogkit/components'
import 'hogkit/styles.css'

function Toolbar() {
  const capture = useCapture()
  const compact = useFeatureFlag('compact-toolbar', { defaultValue: false })
  return <button onClick={() => capture('file uploaded', { size: 2048 })}>{compact ? '+' : 'Upload'}</button>
}

export const App = () => (
  <HogkitProvider projectToken="phc_your_token" host="eu">
    <Toolbar />
    <FlagGate flag="upload-log" fallback={<p>Coming soon</p>}>
      <QueryTable
        query="select timestamp, distinct_id from events where event = {name}"
        values={{ name: 'file uploaded' }}
      />
    </FlagGate>
  </HogkitProvider>
)
