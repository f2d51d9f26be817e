import type { PlanChange } from './accounts.js'
import { BILLING, FILE_TYPES, PREVIEW, priceOf, TEAM } from './catalogue/product.js'
import { ROLES } from './catalogue/names.js'
import type { Random } from './random.js'
import type { Session } from './session.js'

/** Reports that a flag was read, once for each person, flag and value, as SDKs do. */
export type FlagReporter = (session: Session, key: string) => void

export function createFlagReporter(): FlagReporter {
  const reported = new Set<string>()
  return (session, key) => {
    const flag = session.visitor.flags.get(key)
    if (!flag) return
    const id = `${session.visitor.distinctId}\n${key}\n${flag.value}`
    if (reported.has(id)) return
    reported.add(id)
    const payload: unknown = flag.payload === null ? undefined : JSON.parse(flag.payload)
    session.track('$feature_flag_called', {
      $feature_flag: key,
      $feature_flag_response: flag.value,
      ...(payload === undefined ? {} : { $feature_flag_payload: payload }),
    })
  }
}

function fileProperties(random: Random): { file_type: string; file_size_b: number } {
  const { type, medianBytes } = random.weighted<(typeof FILE_TYPES)[number]>(FILE_TYPES)
  const size = Math.round(random.logNormal(medianBytes, 0.9))
  return { file_type: type, file_size_b: Math.min(2_000_000_000, Math.max(512, size)) }
}

export function uploadFiles(random: Random, session: Session, report: FlagReporter): void {
  report(session, 'bulk-upload')
  const count = random.chance(0.12) ? random.int(2, 4) : 1
  for (let i = 0; i < count; i++) {
    session.pause(14)
    session.track('uploaded_file', { ...fileProperties(random), used_mb: Math.round(random.logNormal(850, 0.8)) })
  }
}

export function invite(random: Random, session: Session): void {
  session.open(TEAM)
  session.pause(20)
  session.track('invited_team_member', { invitee_role: random.weighted<(typeof ROLES)[number]>(ROLES).name })
}

export function changePlan(session: Session, { from, to }: PlanChange): void {
  session.open(BILLING)
  session.pause(45)
  const event = priceOf(to) > priceOf(from) ? 'upgraded_plan' : 'downgraded_plan'
  session.track(event, { from_plan: from, to_plan: to, amount_usd: priceOf(to) })
}

/** Opens a file, in the page for those who have the preview, else by downloading it. */
function readFile(random: Random, session: Session, report: FlagReporter): void {
  report(session, 'new-file-preview')
  const previews = session.visitor.flags.get('new-file-preview')?.value === true
  if (previews && random.chance(0.5)) session.open(PREVIEW)
  else session.track('downloaded_file', fileProperties(random))
}

/** One thing somebody does between two pages, or nothing. */
export function actOnce(
  random: Random,
  session: Session,
  report: FlagReporter,
  may: { upload: boolean; invite: boolean },
): void {
  const choice = random.next()
  session.pause(16)
  if (choice < 0.26) {
    if (may.upload) uploadFiles(random, session, report)
  } else if (choice < 0.52) readFile(random, session, report)
  else if (choice < 0.63) {
    if (may.upload)
      session.track('shared_file_link', {
        ...fileProperties(random),
        link_access: random.chance(0.6) ? 'anyone' : 'company',
      })
  } else if (choice < 0.68) {
    if (may.upload) session.track('deleted_file', fileProperties(random))
  } else if (choice < 0.7 && may.invite) invite(random, session)
}
