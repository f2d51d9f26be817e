/** What to call somebody by their id: an email as it is; for a stranger its end, since its beginning tells the time only. */
export function visitorName(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? `Visitor ${id.slice(-6)}` : id
}
