const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A time as somebody watching wants it: to the second today, with its day before. */
export function Moment({ iso }: { iso: string }) {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return (
    <time dateTime={iso} className="moment">
      {formatMoment(date)}
    </time>
  )
}

function formatMoment(date: Date): string {
  const isToday = date.toDateString() === new Date().toDateString()
  return (isToday ? time : dayAndTime).format(date)
}
