import { json } from '../http/respond.js'
import { type Project, sandboxUser } from '../project.js'
import type { ApiHandler } from './context.js'
import { permissionDenied } from './errors.js'
import { flagParam, respondWithPage } from './resource/pages.js'

/** `UserBasic`, as resources name their author. */
export function userBasic() {
  return { ...sandboxUser, is_email_verified: true, hedgehog_config: null, role_at_organization: 'engineering' }
}

function organizationBasic(project: Project) {
  return {
    id: project.organizationId,
    name: 'Sandbox',
    slug: 'sandbox',
    logo_media_id: null,
    membership_level: 15,
    members_can_use_personal_api_keys: true,
    is_active: true,
    is_not_active_reason: null,
    is_pending_deletion: false,
  }
}

export function teamBasic(project: Project) {
  return {
    id: project.id,
    uuid: project.uuid,
    organization: project.organizationId,
    project_id: project.id,
    api_token: project.token,
    name: project.name,
    completed_snippet_onboarding: true,
    has_completed_onboarding_for: { product_analytics: true },
    ingested_event: true,
    is_demo: project.isDemo,
    timezone: project.timezone,
    access_control: false,
  }
}

/** The one user of the sandbox as the API returns it. https://posthog.com/docs/api/user */
function serializeUser(project: Project) {
  return {
    date_joined: project.createdAt,
    ...userBasic(),
    pending_email: null,
    notification_settings: {},
    anonymize_data: false,
    allow_impersonation: null,
    toolbar_mode: 'toolbar',
    has_password: true,
    is_staff: false,
    is_impersonated: false,
    is_impersonated_until: null,
    is_impersonated_read_only: null,
    sensitive_session_expires_at: null,
    team: teamBasic(project),
    organization: {
      ...organizationBasic(project),
      created_at: project.createdAt,
      updated_at: project.createdAt,
      plugins_access_level: 0,
      teams: [teamBasic(project)],
      projects: [{ id: project.id, organization_id: project.organizationId, name: project.name }],
      available_product_features: [],
      is_member_join_email_enabled: true,
      metadata: { instance_tag: 'none' },
      customer_id: null,
      enforce_2fa: null,
      member_count: 1,
    },
    organizations: [organizationBasic(project)],
    events_column_config: { active: 'DEFAULT' },
    is_2fa_enabled: false,
    has_social_auth: false,
    has_sso_enforcement: false,
    has_seen_product_intro_for: null,
    scene_personalisation: [],
    theme_mode: null,
    is_organization_first_user: true,
    pending_invites: [],
  }
}

/** `GET /api/users/@me/` */
export const getCurrentUser: ApiHandler = async (_request, { project }) => json(serializeUser(project))

/** `GET /api/users/`: who asks sees themselves and, not being staff, nobody else. */
export const listUsers: ApiHandler = async ({ url }, { project }) => {
  const email = url.searchParams.get('email')
  const isStaff = flagParam(url.searchParams, 'is_staff')
  const user = serializeUser(project)
  const found = [user].filter(
    one => (!email || one.email === email) && (isStaff === undefined || one.is_staff === isStaff),
  )
  return respondWithPage(url, found, one => one)
}

/** `GET /api/users/:uuid/`: for staff only, in PostHog too. */
export const getUser: ApiHandler = async () => {
  throw permissionDenied("As a non-staff user you're only allowed to access the `@me` user instance.")
}
