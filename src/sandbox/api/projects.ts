import { json } from '../http/respond.js'
import type { ApiHandler } from './context.js'

/** `GET /api/projects/:id/`. https://posthog.com/docs/api/projects */
export const getProject: ApiHandler = async (_request, { project, ingestion }) =>
  json({
    id: project.id,
    organization: project.organizationId,
    name: project.name,
    product_description: null,
    created_at: project.createdAt,
    effective_membership_level: 15,
    has_group_types: ingestion.groupTypes.size > 0,
    group_types: [...ingestion.groupTypes].map(([group_type, group_type_index]) => ({
      group_type,
      group_type_index,
      name_singular: null,
      name_plural: null,
    })),
    live_events_token: null,
    updated_at: project.createdAt,
    uuid: project.uuid,
    api_token: project.token,
    app_urls: [],
    anonymize_ips: false,
    completed_snippet_onboarding: true,
    ingested_event: ingestion.definitions.events.size > 0,
    test_account_filters: project.testAccountFilters,
    test_account_filters_default_checked: null,
    is_demo: project.isDemo,
    timezone: project.timezone,
    data_attributes: ['data-attr'],
    person_display_name_properties: null,
    session_recording_opt_in: false,
    autocapture_opt_out: null,
    autocapture_exceptions_opt_in: null,
    capture_performance_opt_in: null,
    heatmaps_opt_in: null,
    surveys_opt_in: null,
    week_start_day: null,
    primary_dashboard: null,
    access_control: false,
    has_completed_onboarding_for: { product_analytics: true },
  })
