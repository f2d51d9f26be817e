import { useQueueStatus } from 'hogkit'

/** What the queue is doing, in a few quiet words. */
export function Delivery() {
  const { pending, inFlight, lastError, online } = useQueueStatus()
  const waiting = pending + inFlight
  const troubled = waiting > 0 && (!online || lastError !== undefined)
  return (
    <output className="delivery" data-state={troubled ? 'troubled' : waiting > 0 ? 'waiting' : 'sent'}>
      {describe(waiting, online, troubled)}
    </output>
  )
}

function describe(waiting: number, online: boolean, troubled: boolean): string {
  if (waiting === 0) return 'All events sent'
  const events = waiting === 1 ? '1 event' : `${waiting} events`
  if (!online) return `Offline: ${events} kept for later`
  return troubled ? `${events} kept, trying again` : `${events} waiting`
}
