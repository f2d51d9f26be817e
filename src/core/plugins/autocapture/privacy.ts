/** On the element or around it: nothing is captured. */
const NO_CAPTURE = '.ph-no-capture, .ph-sensitive, .ph-no-autocapture, [data-ph-no-capture], [data-ph-no-autocapture]'
/** Fields that are named like what nobody should see, as posthog-js names them, letters and digits only. */
const SENSITIVE_NAME =
  /^cc|cardnum|ccnum|creditcard|csc|cvc|cvv|exp|pass|pwd|routing|seccode|securitycode|securitynum|socialsec|socsec|ssn/i
/** Runs of digits as people write card numbers. */
const DIGITS = /\d(?:[ -]?\d){12,18}/g
const SOCIAL_SECURITY_NUMBER = /(?:^|\W)\d{3}-?\d{2}-?\d{4}(?!\w)/
/** Inputs that hold no text of the visitor. */
const BUTTON_TYPES = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'image'])

/** Whether nothing may be said of an event on this element, whose ancestors these are. */
export function isOffLimits(path: readonly Element[]): boolean {
  return path.some(element => element.matches(NO_CAPTURE)) || isSecret(path[0])
}

function isSecret(element: Element | undefined): boolean {
  // Read as attributes: a form's own properties may be its fields.
  if (!element?.matches('input, select, textarea')) return false
  const type = element.getAttribute('type')?.toLowerCase() ?? ''
  if (type === 'password' || type === 'hidden') return true
  return ['name', 'id', 'autocomplete'].some(name =>
    SENSITIVE_NAME.test(element.getAttribute(name)?.replace(/[^a-z\d]/gi, '') ?? ''),
  )
}

/** Whether the visitor types into it: then its text and most attributes are theirs. */
export function holdsInput(element: Element): boolean {
  if (element.matches('select, textarea') || element.closest('[contenteditable]:not([contenteditable="false"])'))
    return true
  return element.matches('input') && !BUTTON_TYPES.has(element.getAttribute('type')?.toLowerCase() ?? 'text')
}

/** Whether a text may hold the number of a card or of a social security. */
export function isSensitiveText(text: string): boolean {
  return (
    SOCIAL_SECURITY_NUMBER.test(text) ||
    Array.from(text.matchAll(DIGITS)).some(([run]) => passesLuhn(run.replace(/\D/g, '')))
  )
}

/** The check digit of card numbers. https://en.wikipedia.org/wiki/Luhn_algorithm */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
