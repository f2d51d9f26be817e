/** What the people of Hedgebox wrote about their events. */
export const DEMO_EVENT_NOTES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  signed_up: { description: 'An account was made.', tags: ['growth'], verified: true },
  uploaded_file: { description: 'A file is in the box, once for each file.', tags: ['core'], verified: true },
  shared_file_link: { description: 'A link to a file was made.', tags: ['core'], verified: true },
  upgraded_plan: { description: 'Sent when the payment went through.', tags: ['revenue'], verified: true },
  paid_bill: { description: 'Sent by the billing server, not by the browser.', tags: ['revenue'], verified: true },
}

export const DEMO_PROPERTY_NOTES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  amount_usd: { description: 'Without tax.', verified: true },
  file_size_b: { description: 'In bytes.', verified: true },
}
