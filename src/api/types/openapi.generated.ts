// Made by scripts/openapi/generate.mjs from PostHog's OpenAPI document. Do not edit: correct scripts/openapi/corrections.mjs.
// document: c08f5094a9ac84eb

export interface paths {
    "/api/projects/{project_id}/actions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["actions_list"];
        put?: never;
        post: operations["actions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/actions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["actions_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["actions_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/annotations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["annotations_list"];
        put?: never;
        post: operations["annotations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/annotations/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["annotations_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["annotations_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/cohorts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["cohorts_list"];
        put?: never;
        post: operations["cohorts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/cohorts/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["cohorts_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["cohorts_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/cohorts/{id}/persons/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["cohorts_persons_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/cohorts/{id}/add_persons_to_static_cohort/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["cohorts_add_persons_to_static_cohort_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/cohorts/{id}/remove_person_from_static_cohort/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["cohorts_remove_person_from_static_cohort_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/dashboards/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dashboards_list"];
        put?: never;
        post: operations["dashboards_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/dashboards/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dashboards_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["dashboards_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/dashboards/{id}/run_insights/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dashboards_run_insights_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/event_definitions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["event_definitions_list"];
        put?: never;
        post: operations["event_definitions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/event_definitions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["event_definitions_retrieve"];
        put?: never;
        post?: never;
        delete: operations["event_definitions_destroy"];
        options?: never;
        head?: never;
        patch: operations["event_definitions_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/event_definitions/by_name/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["event_definitions_by_name_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["experiments_list"];
        put?: never;
        post: operations["experiments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["experiments_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["experiments_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/launch/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_launch_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/pause/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_pause_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/resume/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_resume_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/end/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_end_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/archive/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_archive_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/unarchive/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_unarchive_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/experiments/{id}/ship_variant/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["experiments_ship_variant_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_list"];
        put?: never;
        post: operations["feature_flags_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["feature_flags_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/{id}/activity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_activity_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/{id}/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_status_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/{id}/dependent_flags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_dependent_flags_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flags/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["flags_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/feature_flags/local_evaluation/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["feature_flags_local_evaluation_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/groups_types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["groups_types_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["groups_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/groups/find/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["groups_find_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/insights/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_list"];
        put?: never;
        post: operations["insights_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/insights/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["insights_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/persons/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["persons_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["persons_retrieve"];
        put?: never;
        post?: never;
        delete: operations["persons_destroy"];
        options?: never;
        head?: never;
        patch: operations["persons_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/persons/{id}/update_property/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["persons_update_property_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/{id}/delete_property/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["persons_delete_property_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/{id}/split/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["persons_split_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/bulk_delete/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["persons_bulk_delete_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/batch_by_distinct_ids/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["persons_batch_by_distinct_ids_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/cohorts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["persons_cohorts_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/persons/values/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["persons_values_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/property_definitions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["property_definitions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/property_definitions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["property_definitions_retrieve"];
        put?: never;
        post?: never;
        delete: operations["property_definitions_destroy"];
        options?: never;
        head?: never;
        patch: operations["property_definitions_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/query/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["query_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/query/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["query_retrieve"];
        put?: never;
        post?: never;
        delete: operations["query_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/session_recordings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["session_recordings_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/session_recordings/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["session_recordings_retrieve"];
        put?: never;
        post?: never;
        delete: operations["session_recordings_destroy"];
        options?: never;
        head?: never;
        patch: operations["session_recordings_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/surveys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["surveys_list"];
        put?: never;
        post: operations["surveys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/surveys/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["surveys_retrieve"];
        put?: never;
        post?: never;
        delete: operations["surveys_destroy"];
        options?: never;
        head?: never;
        patch: operations["surveys_partial_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/surveys/{id}/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["surveys_stats_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/@me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_me_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Action: {
            id: number;
            name?: string | null;
            description?: string;
            tags?: unknown[];
            post_to_slack?: boolean;
            slack_message_format?: string;
            steps?: components["schemas"]["ActionStepJSON"][];
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            deleted?: boolean;
            is_calculating: boolean;
            last_calculated_at?: string | null;
            team_id: number;
            is_action: boolean;
            bytecode_error: string | null;
            pinned_at?: string | null;
            creation_context: string | null;
            _create_in_folder?: string;
            user_access_level: string | null;
        };
        ActionConversionGoal: {
            actionId: number;
        };
        ActionStepJSON: {
            event?: string | null;
            properties?: components["schemas"]["ActionStepPropertyFilter"][] | null;
            selector?: string | null;
            selector_regex?: string | null;
            tag_name?: string | null;
            text?: string | null;
            text_matching?: components["schemas"]["ActionStepMatchingEnum"] | null;
            href?: string | null;
            href_matching?: components["schemas"]["ActionStepMatchingEnum"] | null;
            url?: string | null;
            url_matching?: components["schemas"]["ActionStepMatchingEnum"] | null;
        };
        /** @enum {string} */
        ActionStepMatchingEnum: "contains" | "regex" | "exact";
        ActionStepPropertyFilter: components["schemas"]["StringPropertyFilter"] | components["schemas"]["NumericPropertyFilter"] | components["schemas"]["ArrayPropertyFilter"] | components["schemas"]["DatePropertyFilter"] | components["schemas"]["ExistencePropertyFilter"];
        ActionsNode: {
            custom_name?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            id: number;
            /** @constant */
            kind: "ActionsNode";
            math?: ("unique_group" | "hogql") | components["schemas"]["BaseMathType"] | components["schemas"]["FunnelMathType"] | components["schemas"]["PropertyMathType"] | components["schemas"]["CountPerActorMathType"] | components["schemas"]["ExperimentMetricMathType"] | components["schemas"]["CalendarHeatmapMathType"] | null;
            math_group_type_index?: components["schemas"]["MathGroupTypeIndex"];
            math_hogql?: string | null;
            math_multiplier?: number | null;
            math_property?: string | null;
            math_property_revenue_currency?: components["schemas"]["RevenueCurrencyPropertyConfig"];
            math_property_type?: string | null;
            name?: string | null;
            optionalInFunnel?: boolean | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            version?: number | null;
        };
        ActionsPie: {
            disableHoverOffset?: boolean | null;
            hideAggregation?: boolean | null;
        };
        ActivityLogEntry: {
            id: string;
            user: {
                [key: string]: unknown;
            } | null;
            activity: string;
            scope: string;
            item_id: string;
            detail?: components["schemas"]["Detail"];
            created_at: string;
        };
        ActivityLogPaginatedResponse: {
            results: components["schemas"]["ActivityLogEntry"][];
            next: string | null;
            previous: string | null;
            total_count: number;
        };
        ActorsQuery: {
            fixedProperties?: (components["schemas"]["PersonPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"])[] | null;
            /** @constant */
            kind: "ActorsQuery";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            orderBy?: string[] | null;
            properties?: (components["schemas"]["PersonPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"])[] | components["schemas"]["PropertyGroupFilterValue"] | null;
            search?: string | null;
            select?: string[] | null;
            source?: components["schemas"]["InsightActorsQuery"] | components["schemas"]["HogQLQuery"] | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        ActorsQueryResponse: {
            columns: string[];
            error?: string | null;
            hasMore?: boolean | null;
            hogql: string;
            limit: number;
            missing_actors_count?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"] | null;
            offset: number;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"] | null;
            results: unknown[][];
            timings?: components["schemas"]["QueryTiming"][] | null;
            types?: string[] | null;
            is_cached?: boolean;
            cache_key?: string | null;
            last_refresh?: string | null;
            timezone?: string | null;
        };
        /** @enum {string} */
        AggregationAxisFormat: "numeric" | "duration" | "duration_ms" | "percentage" | "percentage_scaled" | "currency" | "short";
        /** @enum {string} */
        AggregationPropertyType: "event" | "person";
        /** @enum {string} */
        AggregationType: "count" | "sum" | "avg";
        Annotation: {
            id: number;
            content?: string | null;
            date_marker?: string | null;
            creation_type?: components["schemas"]["CreationTypeEnum"];
            dashboard_item?: number | null;
            dashboard_id?: number | null;
            dashboard_name: string | null;
            insight_short_id: string | null;
            insight_name: string | null;
            insight_derived_name: string | null;
            created_by: components["schemas"]["UserBasic"] | null;
            created_at: string | null;
            updated_at: string;
            deleted?: boolean;
            scope?: components["schemas"]["AnnotationScopeEnum"];
        };
        /** @enum {string} */
        AnnotationScopeEnum: "dashboard_item" | "dashboard" | "project" | "organization" | "recording";
        ArrayPropertyFilter: {
            key: string;
            type?: components["schemas"]["PropertyFilterTypeEnum"];
            value: string[];
            operator?: components["schemas"]["ArrayPropertyFilterOperatorEnum"];
        };
        /** @enum {string} */
        ArrayPropertyFilterOperatorEnum: "exact" | "is_not" | "in" | "not_in";
        /** @enum {string} */
        BaseMathType: "total" | "dau" | "weekly_active" | "monthly_active" | "unique_session" | "first_time_for_user" | "first_matching_event_for_user";
        BehavioralFilter: {
            bytecode?: unknown[] | null;
            bytecode_error?: string | null;
            conditionHash?: string | null;
            /** @constant */
            type: "behavioral";
            key: string | number;
            value: string;
            event_type: string;
            time_value?: number | null;
            time_interval?: string | null;
            negation?: boolean;
            operator?: string | null;
            operator_value?: number | null;
            seq_time_interval?: string | null;
            seq_time_value?: number | null;
            seq_event?: string | number | null;
            seq_event_type?: string | null;
            total_periods?: number | null;
            min_periods?: number | null;
            event_filters?: (components["schemas"]["EventPropFilter"] | components["schemas"]["HogQLFilter"])[] | null;
            explicit_datetime?: string | null;
            explicit_datetime_to?: string | null;
        };
        /** @constant */
        BlankEnum: "";
        /** @enum {string} */
        BounceRatePageViewMode: "count_pageviews" | "uniq_urls" | "uniq_page_screen_autocaptures";
        BoxPlotDatum: {
            day: string;
            label: string;
            max: number;
            mean: number;
            median: number;
            min: number;
            p25: number;
            p75: number;
            series_index?: number | null;
            series_label?: string | null;
        };
        Breakdown: {
            group_type_index?: number | null;
            histogram_bin_count?: number | null;
            normalize_url?: boolean | null;
            property: string | number;
            type?: components["schemas"]["MultipleBreakdownType"];
        };
        /** @enum {string} */
        BreakdownAttributionType: "first_touch" | "last_touch" | "all_events" | "step";
        BreakdownFilter: {
            breakdown?: string | (string | number)[] | number | null;
            breakdown_group_type_index?: number | null;
            breakdown_hide_other_aggregation?: boolean | null;
            breakdown_histogram_bin_count?: number | null;
            breakdown_limit?: number | null;
            breakdown_normalize_url?: boolean | null;
            breakdown_path_cleaning?: boolean | null;
            breakdown_type?: components["schemas"]["BreakdownType"];
            breakdowns?: components["schemas"]["Breakdown"][] | null;
        };
        /** @enum {string} */
        BreakdownType: "cohort" | "person" | "event" | "event_metadata" | "group" | "session" | "hogql" | "data_warehouse" | "data_warehouse_person_property" | "revenue_analytics";
        /** @enum {string} */
        BucketingIdentifierEnum: "distinct_id" | "device_id";
        /** @enum {string} */
        CalendarHeatmapMathType: "total" | "dau";
        Change: {
            type: string;
            action: string;
            field: string;
            before: unknown;
            after: unknown;
        };
        ChartAxis: {
            column: string;
            settings?: components["schemas"]["Settings"];
        };
        /** @enum {string} */
        ChartDisplayType: "Auto" | "ActionsLineGraph" | "ActionsBar" | "ActionsUnstackedBar" | "ActionsStackedBar" | "ActionsAreaGraph" | "ActionsLineGraphCumulative" | "BoldNumber" | "ActionsPie" | "ActionsBarValue" | "ActionsTable" | "WorldMap" | "CalendarHeatmap" | "TwoDimensionalHeatmap" | "BoxPlot";
        ChartSettings: {
            goalLines?: components["schemas"]["GoalLine"][] | null;
            heatmap?: components["schemas"]["HeatmapSettings"];
            leftYAxisSettings?: components["schemas"]["YAxisSettings"];
            rightYAxisSettings?: components["schemas"]["YAxisSettings"];
            seriesBreakdownColumn?: string | null;
            showLegend?: boolean | null;
            showNullsAsZero?: boolean | null;
            showPieTotal?: boolean | null;
            showTotalRow?: boolean | null;
            showValuesOnSeries?: boolean | null;
            showXAxisBorder?: boolean | null;
            showXAxisTicks?: boolean | null;
            showYAxisBorder?: boolean | null;
            stackBars100?: boolean | null;
            xAxis?: components["schemas"]["ChartAxis"];
            yAxis?: components["schemas"]["ChartAxis"][] | null;
            yAxisAtZero?: boolean | null;
        };
        ChartSettingsDisplay: {
            color?: string | null;
            displayType?: components["schemas"]["DisplayType"];
            label?: string | null;
            trendLine?: boolean | null;
            yAxisPosition?: components["schemas"]["YAxisPosition"];
        };
        ChartSettingsFormatting: {
            decimalPlaces?: number | null;
            prefix?: string | null;
            style?: components["schemas"]["Style"];
            suffix?: string | null;
        };
        ClickhouseQueryProgress: {
            active_cpu_time: number;
            bytes_read: number;
            estimated_rows_total: number;
            rows_read: number;
            time_elapsed: number;
        };
        Cohort: {
            id: number;
            name?: string | null;
            description?: string;
            groups?: unknown;
            deleted?: boolean;
            filters?: components["schemas"]["CohortFilters"] | null;
            query?: unknown;
            version: number | null;
            pending_version: number | null;
            is_calculating: boolean;
            created_by: components["schemas"]["UserBasic"] | null;
            created_at: string | null;
            last_calculation: string | null;
            last_backfill_person_properties_at: string | null;
            errors_calculating: number;
            last_error_message: string | null;
            count: number | null;
            is_static?: boolean;
            cohort_type?: components["schemas"]["CohortTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            experiment_set: number[];
            _create_in_folder?: string;
            _create_static_person_ids?: string[];
        };
        CohortFilter: {
            bytecode?: unknown[] | null;
            bytecode_error?: string | null;
            conditionHash?: string | null;
            /** @constant */
            type: "cohort";
            /** @constant */
            key: "id";
            value: number;
            negation?: boolean;
        };
        CohortFilterGroup: {
            type: components["schemas"]["PropertyGroupOperator"];
            values: (components["schemas"]["BehavioralFilter"] | components["schemas"]["CohortFilter"] | components["schemas"]["PersonFilter"] | components["schemas"]["CohortFilterGroup"])[];
        };
        CohortFilters: {
            properties: components["schemas"]["CohortFilterGroup"];
        };
        CohortPersonResult: {
            id: string;
            uuid: string;
            type: components["schemas"]["CohortPersonResultTypeEnum"];
            name: string;
            distinct_ids: string[];
            properties: {
                [key: string]: unknown;
            };
            created_at: string | null;
            last_seen_at: string | null;
            is_identified: boolean | null;
            matched_recordings: {
                [key: string]: unknown;
            }[];
            value_at_data_point: number | null;
        };
        /** @constant */
        CohortPersonResultTypeEnum: "person";
        CohortPersonsResponse: {
            results: components["schemas"]["CohortPersonResult"][];
            next: string | null;
            previous: string | null;
        };
        CohortPropertyFilter: {
            cohort_name?: string | null;
            /** @constant */
            key?: "id";
            label?: string | null;
            operator?: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "cohort";
            value: number;
        };
        /** @enum {string} */
        CohortTypeEnum: "static" | "person_property" | "behavioral" | "realtime" | "analytical";
        /** @enum {string} */
        ColorMode: "light" | "dark";
        /** @enum {string} */
        Compare: "current" | "previous";
        CompareFilter: {
            compare?: boolean | null;
            compare_to?: string | null;
        };
        /** @enum {string} */
        ConclusionEnum: "won" | "lost" | "inconclusive" | "stopped_early" | "invalid";
        ConditionalFormattingRule: {
            bytecode: unknown[];
            color: string;
            colorMode?: components["schemas"]["ColorMode"];
            columnName: string;
            id: string;
            input: string;
            templateId: string;
        };
        /** @enum {string} */
        CountPerActorMathType: "avg_count_per_actor" | "min_count_per_actor" | "max_count_per_actor" | "median_count_per_actor" | "p75_count_per_actor" | "p90_count_per_actor" | "p95_count_per_actor" | "p99_count_per_actor";
        /** @enum {string} */
        CreationModeEnum: "default" | "template" | "duplicate" | "unlisted";
        /** @enum {string} */
        CreationTypeEnum: "USR" | "GIT";
        /** @enum {string} */
        CurrencyCode: "AED" | "AFN" | "ALL" | "AMD" | "ANG" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BGN" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTC" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HRK" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LTL" | "LVL" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MTL" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SRD" | "SSP" | "STN" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW";
        CustomChannelCondition: {
            id: string;
            key: components["schemas"]["CustomChannelField"];
            op: components["schemas"]["CustomChannelOperator"];
            value?: string | string[] | null;
        };
        /** @enum {string} */
        CustomChannelField: "utm_source" | "utm_medium" | "utm_campaign" | "referring_domain" | "url" | "pathname" | "hostname";
        /** @enum {string} */
        CustomChannelOperator: "exact" | "is_not" | "is_set" | "is_not_set" | "icontains" | "not_icontains" | "regex" | "not_regex";
        CustomChannelRule: {
            channel_type: string;
            combiner: components["schemas"]["FilterLogicalOperator"];
            id: string;
            items: components["schemas"]["CustomChannelCondition"][];
        };
        CustomEventConversionGoal: {
            customEventName: string;
        };
        Dashboard: {
            id: number;
            name?: string | null;
            description?: string;
            pinned?: boolean;
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            last_accessed_at?: string | null;
            last_viewed_at: string | null;
            is_shared: boolean;
            deleted?: boolean;
            creation_mode: components["schemas"]["CreationModeEnum"];
            filters: {
                [key: string]: unknown;
            };
            variables: {
                [key: string]: unknown;
            } | null;
            breakdown_colors?: unknown;
            data_color_theme_id?: number | null;
            tags?: unknown[];
            restriction_level?: components["schemas"]["RestrictionLevelEnum"];
            effective_restriction_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            effective_privilege_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            user_access_level: string | null;
            access_control_version: string;
            last_refresh?: string | null;
            persisted_filters: {
                [key: string]: unknown;
            } | null;
            persisted_variables: {
                [key: string]: unknown;
            } | null;
            team_id: number;
            quick_filter_ids?: string[] | null;
            tiles: {
                [key: string]: unknown;
            }[] | null;
            use_template?: string;
            use_dashboard?: number | null;
            delete_insights?: boolean;
            _create_in_folder?: string;
        };
        DashboardBasic: {
            id: number;
            name: string | null;
            description: string;
            pinned: boolean;
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            last_accessed_at: string | null;
            last_viewed_at: string | null;
            is_shared: boolean;
            deleted: boolean;
            creation_mode: components["schemas"]["CreationModeEnum"];
            tags?: unknown[];
            restriction_level: components["schemas"]["RestrictionLevelEnum"];
            effective_restriction_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            effective_privilege_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            user_access_level: string | null;
            access_control_version: string;
            last_refresh: string | null;
            team_id: number;
        };
        DashboardFilter: {
            breakdown_filter?: components["schemas"]["BreakdownFilter"];
            date_from?: string | null;
            date_to?: string | null;
            explicitDate?: boolean | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
        };
        DashboardTileBasic: {
            id: number;
            dashboard_id: number | null;
            deleted?: boolean | null;
        };
        DashboardTileResult: {
            id?: number;
            insight: components["schemas"]["InsightResult"];
        };
        DataTableNode: {
            allowSorting?: boolean | null;
            columns?: string[] | null;
            context?: components["schemas"]["DataTableNodeViewPropsContext"];
            contextKey?: string | null;
            defaultColumns?: string[] | null;
            embedded?: boolean | null;
            expandable?: boolean | null;
            full?: boolean | null;
            hiddenColumns?: string[] | null;
            /** @constant */
            kind: "DataTableNode";
            pinnedColumns?: string[] | null;
            propertiesViaUrl?: boolean | null;
            showActions?: boolean | null;
            showColumnConfigurator?: boolean | null;
            showCount?: boolean | null;
            showDateRange?: boolean | null;
            showElapsedTime?: boolean | null;
            showEventFilter?: boolean | null;
            showEventsFilter?: boolean | null;
            showExport?: boolean | null;
            showHogQLEditor?: boolean | null;
            showOpenEditorButton?: boolean | null;
            showPersistentColumnConfigurator?: boolean | null;
            showPropertyFilter?: boolean | components["schemas"]["TaxonomicFilterGroupType"][] | null;
            showRecordingColumn?: boolean | null;
            showReload?: boolean | null;
            showResultsTable?: boolean | null;
            showSavedFilters?: boolean | null;
            showSavedQueries?: boolean | null;
            showSearch?: boolean | null;
            showSourceQueryOptions?: boolean | null;
            showTableViews?: boolean | null;
            showTestAccountFilters?: boolean | null;
            showTimings?: boolean | null;
            source: components["schemas"]["EventsNode"] | components["schemas"]["EventsQuery"] | components["schemas"]["PersonsNode"] | components["schemas"]["ActorsQuery"] | components["schemas"]["GroupsQuery"] | components["schemas"]["HogQLQuery"] | components["schemas"]["SessionsQuery"];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        DataTableNodeViewPropsContext: {
            eventDefinitionId?: string | null;
            type: components["schemas"]["DataTableNodeViewPropsContextType"];
        };
        /** @enum {string} */
        DataTableNodeViewPropsContextType: "event_definition" | "team_columns";
        DataVisualizationNode: {
            chartSettings?: components["schemas"]["ChartSettings"];
            display?: components["schemas"]["ChartDisplayType"];
            /** @constant */
            kind: "DataVisualizationNode";
            source: components["schemas"]["HogQLQuery"];
            tableSettings?: components["schemas"]["TableSettings"];
            version?: number | null;
        };
        DataWarehouseEventsModifier: {
            distinct_id_field: string;
            id_field: string;
            table_name: string;
            timestamp_field: string;
        };
        DataWarehouseNode: {
            custom_name?: string | null;
            distinct_id_field: string;
            dw_source_type?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            id: string;
            id_field: string;
            /** @constant */
            kind: "DataWarehouseNode";
            math?: ("unique_group" | "hogql") | components["schemas"]["BaseMathType"] | components["schemas"]["FunnelMathType"] | components["schemas"]["PropertyMathType"] | components["schemas"]["CountPerActorMathType"] | components["schemas"]["ExperimentMetricMathType"] | components["schemas"]["CalendarHeatmapMathType"] | null;
            math_group_type_index?: components["schemas"]["MathGroupTypeIndex"];
            math_hogql?: string | null;
            math_multiplier?: number | null;
            math_property?: string | null;
            math_property_revenue_currency?: components["schemas"]["RevenueCurrencyPropertyConfig"];
            math_property_type?: string | null;
            name?: string | null;
            optionalInFunnel?: boolean | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            table_name: string;
            timestamp_field: string;
            version?: number | null;
        };
        DataWarehousePersonPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "data_warehouse_person_property";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        DataWarehousePropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "data_warehouse";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        DateOperatorEnum: "is_date_exact" | "is_date_before" | "is_date_after";
        DatePropertyFilter: {
            key: string;
            type?: components["schemas"]["PropertyFilterTypeEnum"];
            value: string;
            operator?: components["schemas"]["DateOperatorEnum"];
        };
        DateRange: {
            date_from?: string | null;
            date_to?: string | null;
            explicitDate?: boolean | null;
        };
        /** @enum {string} */
        DefaultExperimentStatsMethodEnum: "bayesian" | "frequentist";
        DependentFlag: {
            id: number;
            key: string;
            name: string;
        };
        /** @enum {string} */
        DescriptionContentTypeEnum: "html" | "text";
        Detail: {
            id?: string | null;
            changes?: components["schemas"]["Change"][] | null;
            merge?: components["schemas"]["Merge"] | null;
            trigger?: components["schemas"]["Trigger"] | null;
            name?: string | null;
            short_id?: string | null;
            type?: string | null;
        };
        /** @enum {string} */
        DetailedResultsAggregationType: "total" | "average" | "median";
        /** @enum {string} */
        DeviceTypesEnum: "Desktop" | "Mobile" | "Tablet";
        /** @enum {string} */
        DisplayType: "auto" | "line" | "bar" | "area";
        /** @enum {string} */
        DurationType: "duration" | "active_seconds" | "inactive_seconds";
        /** @enum {number} */
        EffectiveMembershipLevelEnum: 1 | 8 | 15;
        /** @enum {number} */
        EffectivePrivilegeLevelEnum: 21 | 37;
        ElementPropertyFilter: {
            key: components["schemas"]["Key10"];
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "element";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        EmptyPropertyFilter: {
            /** @constant */
            type?: "empty";
        };
        EndExperiment: {
            conclusion?: components["schemas"]["ConclusionEnum"] | null;
            conclusion_comment?: string | null;
        };
        /** @enum {string} */
        EnforcementModeEnum: "allow" | "reject";
        EnterpriseEventDefinition: {
            id: string;
            name: string;
            owner?: number | null;
            description?: string | null;
            tags?: unknown[];
            created_at: string | null;
            updated_at: string | null;
            updated_by: components["schemas"]["UserBasic"] | null;
            last_seen_at: string | null;
            last_updated_at: string;
            verified?: boolean;
            verified_at: string | null;
            verified_by: components["schemas"]["UserBasic"] | null;
            hidden?: boolean | null;
            enforcement_mode?: components["schemas"]["EnforcementModeEnum"];
            promoted_property?: string | null;
            is_action: boolean;
            action_id: number | null;
            is_calculating: boolean;
            last_calculated_at: string | null;
            created_by: components["schemas"]["UserBasic"] | null;
            post_to_slack?: boolean;
            default_columns?: string[];
            media_preview_urls: string[];
        };
        EnterprisePropertyDefinition: {
            id: string;
            name: string;
            description?: string | null;
            tags?: unknown[];
            is_numerical: boolean;
            updated_at: string | null;
            updated_by: components["schemas"]["UserBasic"] | null;
            is_seen_on_filtered_events: boolean | null;
            property_type?: components["schemas"]["PropertyDefinitionTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            verified?: boolean;
            verified_at: string | null;
            verified_by: components["schemas"]["UserBasic"] | null;
            hidden?: boolean | null;
        };
        /** @enum {string} */
        EntityType: "actions" | "events" | "data_warehouse" | "new_entity" | "groups";
        Error: {
            /**
             * @example validation_error
             * @example authentication_error
             * @example invalid_request
             * @example throttled_error
             * @example server_error
             * @example quota_limited
             */
            type: string;
            code: string;
            detail: string;
            attr?: string | null;
            extra?: unknown;
        };
        ErrorTrackingIssueFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "error_tracking_issue";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        EvaluationRuntimeEnum: "server" | "client" | "all";
        EventDefinitionRecord: {
            id: string;
            name: string;
            created_at?: string | null;
            last_seen_at?: string | null;
            last_updated_at: string;
            tags?: unknown[];
            enforcement_mode?: components["schemas"]["EnforcementModeEnum"];
            promoted_property?: string | null;
            is_action: boolean;
            action_id: number | null;
            is_calculating: boolean;
            last_calculated_at: string | null;
            created_by: components["schemas"]["UserBasic"] | null;
            post_to_slack?: boolean;
        };
        EventMetadataPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "event_metadata";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        EventPropFilter: {
            type: components["schemas"]["EventPropFilterTypeEnum"];
            key: string;
            value: unknown;
            operator?: string | null;
        };
        /** @enum {string} */
        EventPropFilterTypeEnum: "event" | "element";
        EventPropertyFilter: {
            key: string;
            label?: string | null;
            operator?: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "event";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        EventsNode: {
            custom_name?: string | null;
            event?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            /** @constant */
            kind: "EventsNode";
            limit?: number | null;
            math?: ("unique_group" | "hogql") | components["schemas"]["BaseMathType"] | components["schemas"]["FunnelMathType"] | components["schemas"]["PropertyMathType"] | components["schemas"]["CountPerActorMathType"] | components["schemas"]["ExperimentMetricMathType"] | components["schemas"]["CalendarHeatmapMathType"] | null;
            math_group_type_index?: components["schemas"]["MathGroupTypeIndex"];
            math_hogql?: string | null;
            math_multiplier?: number | null;
            math_property?: string | null;
            math_property_revenue_currency?: components["schemas"]["RevenueCurrencyPropertyConfig"];
            math_property_type?: string | null;
            name?: string | null;
            optionalInFunnel?: boolean | null;
            orderBy?: string[] | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            version?: number | null;
        };
        EventsQuery: {
            actionId?: number | null;
            actionSteps?: components["schemas"]["EventsQueryActionStep"][] | null;
            after?: string | null;
            before?: string | null;
            event?: string | null;
            events?: string[] | null;
            filterTestAccounts?: boolean | null;
            fixedProperties?: (components["schemas"]["PropertyGroupFilter"] | components["schemas"]["PropertyGroupFilterValue"] | components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            /** @constant */
            kind: "EventsQuery";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            orderBy?: string[] | null;
            personId?: string | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            select: string[];
            source?: components["schemas"]["InsightActorsQuery"];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
            where?: string[] | null;
        };
        EventsQueryActionStep: {
            event?: string | null;
            href?: string | null;
            href_matching?: components["schemas"]["HrefMatching"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            selector?: string | null;
            tag_name?: string | null;
            text?: string | null;
            text_matching?: components["schemas"]["TextMatching"];
            url?: string | null;
            url_matching?: components["schemas"]["UrlMatching"];
        };
        EventsQueryResponse: {
            columns: string[];
            error?: string | null;
            hasMore?: boolean | null;
            hogql: string;
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"] | null;
            nextCursor?: string | null;
            offset?: number | null;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"] | null;
            results: unknown[][];
            timings?: components["schemas"]["QueryTiming"][] | null;
            types: string[];
            is_cached?: boolean;
            cache_key?: string | null;
            last_refresh?: string | null;
            timezone?: string | null;
        };
        /** @enum {string} */
        ExistenceOperatorEnum: "is_set" | "is_not_set";
        ExistencePropertyFilter: {
            key: string;
            type?: components["schemas"]["PropertyFilterTypeEnum"];
            operator: components["schemas"]["ExistenceOperatorEnum"];
        };
        Experiment: {
            id: number;
            name: string;
            description?: string | null;
            start_date?: string | null;
            end_date?: string | null;
            feature_flag_key: string;
            feature_flag: components["schemas"]["MinimalFeatureFlag"];
            holdout: components["schemas"]["ExperimentHoldout"] | null;
            holdout_id?: number | null;
            exposure_cohort: number | null;
            parameters?: components["schemas"]["ExperimentParameters"] | null;
            secondary_metrics?: unknown;
            saved_metrics: components["schemas"]["ExperimentToSavedMetric"][];
            saved_metrics_ids?: unknown[] | null;
            filters?: unknown;
            archived?: boolean;
            deleted?: boolean | null;
            created_by: components["schemas"]["UserBasic"] | null;
            created_at: string;
            updated_at: string;
            type?: components["schemas"]["ExperimentTypeEnum"] | null;
            exposure_criteria?: components["schemas"]["ExperimentApiExposureCriteria"] | null;
            metrics?: components["schemas"]["_ExperimentApiMetricsList"] | null;
            metrics_secondary?: components["schemas"]["_ExperimentApiMetricsList"] | null;
            stats_config?: unknown;
            scheduling_config?: unknown;
            allow_unknown_events?: boolean;
            _create_in_folder?: string;
            conclusion?: components["schemas"]["ConclusionEnum"] | null;
            conclusion_comment?: string | null;
            primary_metrics_ordered_uuids?: unknown;
            secondary_metrics_ordered_uuids?: unknown;
            only_count_matured_users?: boolean;
            update_feature_flag_params?: boolean;
            status: components["schemas"]["ExperimentStatusEnum"] | null;
            user_access_level: string | null;
        };
        ExperimentApiEventSource: {
            event?: string | null;
            id?: number | null;
            kind: components["schemas"]["Kind"];
            properties?: components["schemas"]["EventPropertyFilter"][] | null;
        };
        ExperimentApiExposureConfig: {
            event: string;
            /** @constant */
            kind: "ExperimentEventExposureConfig";
            properties: components["schemas"]["EventPropertyFilter"][];
        };
        ExperimentApiExposureCriteria: {
            exposure_config?: components["schemas"]["ExperimentApiExposureConfig"];
            filterTestAccounts?: boolean | null;
        };
        ExperimentApiMetric: {
            completion_event?: components["schemas"]["ExperimentApiEventSource"];
            conversion_window?: number | null;
            denominator?: components["schemas"]["ExperimentApiEventSource"];
            goal?: components["schemas"]["ExperimentMetricGoal"];
            /** @constant */
            kind: "ExperimentMetric";
            metric_type: components["schemas"]["ExperimentMetricType"];
            name?: string | null;
            numerator?: components["schemas"]["ExperimentApiEventSource"];
            retention_window_end?: number | null;
            retention_window_start?: number | null;
            retention_window_unit?: components["schemas"]["FunnelConversionWindowTimeUnit"];
            series?: components["schemas"]["ExperimentApiEventSource"][] | null;
            source?: components["schemas"]["ExperimentApiEventSource"];
            start_event?: components["schemas"]["ExperimentApiEventSource"];
            start_handling?: components["schemas"]["StartHandling"];
            uuid?: string | null;
        };
        ExperimentHoldout: {
            id: number;
            name: string;
            description?: string | null;
            filters?: unknown;
            created_by: components["schemas"]["UserBasic"] | null;
            created_at: string;
            updated_at: string;
        };
        /** @enum {string} */
        ExperimentMetricGoal: "increase" | "decrease";
        /** @enum {string} */
        ExperimentMetricMathType: "total" | "sum" | "unique_session" | "min" | "max" | "avg" | "dau" | "unique_group" | "hogql";
        /** @enum {string} */
        ExperimentMetricType: "funnel" | "mean" | "ratio" | "retention";
        ExperimentParameters: {
            feature_flag_variants?: components["schemas"]["ExperimentVariant"][] | null;
            minimum_detectable_effect?: number | null;
            rollout_percentage?: number | null;
        };
        /** @enum {string} */
        ExperimentStatusEnum: "draft" | "running" | "stopped";
        ExperimentToSavedMetric: {
            id: number;
            experiment: number;
            saved_metric: number;
            metadata?: unknown;
            created_at: string;
            query: unknown;
            name: string;
        };
        /** @enum {string} */
        ExperimentTypeEnum: "web" | "product";
        ExperimentVariant: {
            key: string;
            name?: string | null;
            rollout_percentage?: number | null;
            split_percent?: number | null;
        };
        FeatureFlag: {
            id: number;
            name?: string;
            key: string;
            filters?: {
                [key: string]: unknown;
            };
            deleted?: boolean;
            active?: boolean;
            created_by: components["schemas"]["UserBasic"] | null;
            created_at?: string;
            updated_at: string | null;
            version?: number;
            last_modified_by: components["schemas"]["UserBasic"] | null;
            ensure_experience_continuity?: boolean | null;
            experiment_set: number[];
            experiment_set_metadata: {
                [key: string]: unknown;
            }[];
            surveys: unknown;
            features: unknown;
            rollback_conditions?: unknown;
            performed_rollback?: boolean | null;
            can_edit: boolean;
            tags?: unknown[];
            evaluation_contexts?: unknown[];
            usage_dashboard: number | null;
            analytics_dashboards?: number[];
            has_enriched_analytics?: boolean | null;
            user_access_level: string | null;
            creation_context?: components["schemas"]["FeatureFlagCreationContextEnum"];
            is_remote_configuration?: boolean | null;
            has_encrypted_payloads?: boolean | null;
            status: string;
            evaluation_runtime?: ("server" | "client" | "all") | null;
            bucketing_identifier?: ("distinct_id" | "device_id") | null;
            last_called_at?: string | null;
            _create_in_folder?: string;
            _should_create_usage_dashboard?: boolean;
            is_used_in_replay_settings: boolean;
        };
        FeatureFlagConditionGroupSchema: {
            properties?: components["schemas"]["FeatureFlagFilterPropertySchema"][];
            rollout_percentage?: number;
            variant?: string | null;
            aggregation_group_type_index?: number | null;
        };
        FeatureFlagCreateRequestSchema: {
            key: string;
            name?: string;
            filters?: components["schemas"]["FeatureFlagFiltersSchema"];
            active?: boolean;
            tags?: string[];
            evaluation_contexts?: string[];
            ensure_experience_continuity?: boolean | null;
            evaluation_runtime?: ("server" | "client" | "all") | null;
            bucketing_identifier?: ("distinct_id" | "device_id") | null;
            is_remote_configuration?: boolean | null;
            has_encrypted_payloads?: boolean | null;
            version?: number;
        };
        /** @enum {string} */
        FeatureFlagCreationContextEnum: "feature_flags" | "experiments" | "surveys" | "early_access_features" | "web_experiments" | "product_tours";
        FeatureFlagFilterPropertyCohortInSchema: {
            key: string;
            type: components["schemas"]["FeatureFlagFilterPropertyCohortInSchemaTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["FeatureFlagFilterPropertyCohortInSchemaOperatorEnum"];
            value: unknown;
        };
        /** @enum {string} */
        FeatureFlagFilterPropertyCohortInSchemaOperatorEnum: "in" | "not_in";
        /** @constant */
        FeatureFlagFilterPropertyCohortInSchemaTypeEnum: "cohort";
        FeatureFlagFilterPropertyDateSchema: {
            key: string;
            type?: components["schemas"]["PropertyGroupTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["DateOperatorEnum"];
            value: string;
        };
        FeatureFlagFilterPropertyExistsSchema: {
            key: string;
            type?: components["schemas"]["PropertyGroupTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["ExistenceOperatorEnum"];
            value?: unknown;
        };
        FeatureFlagFilterPropertyFlagEvaluatesSchema: {
            key: string;
            type: components["schemas"]["FeatureFlagFilterPropertyFlagEvaluatesSchemaTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["FeatureFlagFilterPropertyFlagEvaluatesSchemaOperatorEnum"];
            value: unknown;
        };
        /** @constant */
        FeatureFlagFilterPropertyFlagEvaluatesSchemaOperatorEnum: "flag_evaluates_to";
        /** @constant */
        FeatureFlagFilterPropertyFlagEvaluatesSchemaTypeEnum: "flag";
        FeatureFlagFilterPropertyGenericSchema: {
            key: string;
            type?: components["schemas"]["PropertyGroupTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            value: unknown;
            operator: components["schemas"]["FeatureFlagFilterPropertyGenericSchemaOperatorEnum"];
        };
        /** @enum {string} */
        FeatureFlagFilterPropertyGenericSchemaOperatorEnum: "exact" | "is_not" | "icontains" | "not_icontains" | "regex" | "not_regex" | "gt" | "gte" | "lt" | "lte";
        FeatureFlagFilterPropertyMultiContainsSchema: {
            key: string;
            type?: components["schemas"]["PropertyGroupTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["FeatureFlagFilterPropertyMultiContainsSchemaOperatorEnum"];
            value: string[];
        };
        /** @enum {string} */
        FeatureFlagFilterPropertyMultiContainsSchemaOperatorEnum: "icontains_multi" | "not_icontains_multi";
        FeatureFlagFilterPropertySchema: components["schemas"]["FeatureFlagFilterPropertyGenericSchema"] | components["schemas"]["FeatureFlagFilterPropertyExistsSchema"] | components["schemas"]["FeatureFlagFilterPropertyDateSchema"] | components["schemas"]["FeatureFlagFilterPropertySemverSchema"] | components["schemas"]["FeatureFlagFilterPropertyMultiContainsSchema"] | components["schemas"]["FeatureFlagFilterPropertyCohortInSchema"] | components["schemas"]["FeatureFlagFilterPropertyFlagEvaluatesSchema"];
        FeatureFlagFilterPropertySemverSchema: {
            key: string;
            type?: components["schemas"]["PropertyGroupTypeEnum"];
            cohort_name?: string | null;
            group_type_index?: number | null;
            operator: components["schemas"]["FeatureFlagFilterPropertySemverSchemaOperatorEnum"];
            value: string;
        };
        /** @enum {string} */
        FeatureFlagFilterPropertySemverSchemaOperatorEnum: "semver_gt" | "semver_gte" | "semver_lt" | "semver_lte" | "semver_eq" | "semver_neq" | "semver_tilde" | "semver_caret" | "semver_wildcard";
        FeatureFlagFiltersSchema: {
            groups?: components["schemas"]["FeatureFlagConditionGroupSchema"][];
            multivariate?: components["schemas"]["FeatureFlagMultivariateSchema"] | null;
            aggregation_group_type_index?: number | null;
            payloads?: {
                [key: string]: string;
            };
            super_groups?: {
                [key: string]: unknown;
            }[];
            feature_enrollment?: boolean | null;
        };
        FeatureFlagMultivariateSchema: {
            variants: components["schemas"]["FeatureFlagMultivariateVariantSchema"][];
        };
        FeatureFlagMultivariateVariantSchema: {
            key: string;
            name?: string;
            rollout_percentage: number;
        };
        FeatureFlagStatusResponse: {
            status: string;
            reason: string;
        };
        FeaturePropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "feature";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        FilterLogicalOperator: "AND" | "OR";
        FlagPropertyFilter: {
            key: string;
            label?: string | null;
            /** @constant */
            operator?: "flag_evaluates_to";
            /** @constant */
            type?: "flag";
            value: boolean | string;
        };
        /** @enum {string} */
        FunnelConversionWindowTimeUnit: "second" | "minute" | "hour" | "day" | "week" | "month";
        FunnelExclusionActionsNode: {
            custom_name?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            funnelFromStep: number;
            funnelToStep: number;
            id: number;
            /** @constant */
            kind: "ActionsNode";
            math?: ("unique_group" | "hogql") | components["schemas"]["BaseMathType"] | components["schemas"]["FunnelMathType"] | components["schemas"]["PropertyMathType"] | components["schemas"]["CountPerActorMathType"] | components["schemas"]["ExperimentMetricMathType"] | components["schemas"]["CalendarHeatmapMathType"] | null;
            math_group_type_index?: components["schemas"]["MathGroupTypeIndex"];
            math_hogql?: string | null;
            math_multiplier?: number | null;
            math_property?: string | null;
            math_property_revenue_currency?: components["schemas"]["RevenueCurrencyPropertyConfig"];
            math_property_type?: string | null;
            name?: string | null;
            optionalInFunnel?: boolean | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            version?: number | null;
        };
        FunnelExclusionEventsNode: {
            custom_name?: string | null;
            event?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            funnelFromStep: number;
            funnelToStep: number;
            /** @constant */
            kind: "EventsNode";
            limit?: number | null;
            math?: ("unique_group" | "hogql") | components["schemas"]["BaseMathType"] | components["schemas"]["FunnelMathType"] | components["schemas"]["PropertyMathType"] | components["schemas"]["CountPerActorMathType"] | components["schemas"]["ExperimentMetricMathType"] | components["schemas"]["CalendarHeatmapMathType"] | null;
            math_group_type_index?: components["schemas"]["MathGroupTypeIndex"];
            math_hogql?: string | null;
            math_multiplier?: number | null;
            math_property?: string | null;
            math_property_revenue_currency?: components["schemas"]["RevenueCurrencyPropertyConfig"];
            math_property_type?: string | null;
            name?: string | null;
            optionalInFunnel?: boolean | null;
            orderBy?: string[] | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            version?: number | null;
        };
        /** @enum {string} */
        FunnelLayout: "horizontal" | "vertical";
        /** @enum {string} */
        FunnelMathType: "total" | "first_time_for_user" | "first_time_for_user_with_filters";
        /** @enum {string} */
        FunnelPathType: "funnel_path_before_step" | "funnel_path_between_steps" | "funnel_path_after_step";
        FunnelPathsFilter: {
            funnelPathType?: components["schemas"]["FunnelPathType"];
            funnelSource: components["schemas"]["FunnelsQuery"];
            funnelStep?: number | null;
        };
        /** @enum {string} */
        FunnelStepReference: "total" | "previous";
        /** @enum {string} */
        FunnelVizType: "steps" | "time_to_convert" | "trends" | "flow";
        FunnelsFilter: {
            binCount?: number | null;
            breakdownAttributionType?: components["schemas"]["BreakdownAttributionType"];
            breakdownAttributionValue?: number | null;
            breakdownSorting?: string | null;
            customAggregationTarget?: boolean | null;
            exclusions?: (components["schemas"]["FunnelExclusionEventsNode"] | components["schemas"]["FunnelExclusionActionsNode"])[] | null;
            funnelAggregateByHogQL?: string | null;
            funnelFromStep?: number | null;
            funnelOrderType?: components["schemas"]["StepOrderValue"];
            funnelStepReference?: components["schemas"]["FunnelStepReference"];
            funnelToStep?: number | null;
            funnelVizType?: components["schemas"]["FunnelVizType"];
            funnelWindowInterval?: number | null;
            funnelWindowIntervalUnit?: components["schemas"]["FunnelConversionWindowTimeUnit"];
            goalLines?: components["schemas"]["GoalLine"][] | null;
            hiddenLegendBreakdowns?: string[] | null;
            layout?: components["schemas"]["FunnelLayout"];
            resultCustomizations?: {
                [key: string]: unknown;
            } | null;
            showTrendLines?: boolean | null;
            showValuesOnSeries?: boolean | null;
            useUdf?: boolean | null;
        };
        FunnelsQuery: {
            aggregation_group_type_index?: number | null;
            breakdownFilter?: components["schemas"]["BreakdownFilter"];
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            funnelsFilter?: components["schemas"]["FunnelsFilter"];
            interval?: components["schemas"]["IntervalType"];
            /** @constant */
            kind: "FunnelsQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            samplingFactor?: number | null;
            series: (components["schemas"]["EventsNode"] | components["schemas"]["ActionsNode"])[];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        FunnelsQueryResponse: {
            error?: string | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: unknown;
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        GoalLine: {
            borderColor?: string | null;
            displayIfCrossed?: boolean | null;
            displayLabel?: boolean | null;
            label: string;
            position?: components["schemas"]["Position"];
            value: number;
        };
        /** @enum {string} */
        GradientScaleMode: "absolute" | "relative";
        Group: {
            group_type_index: number;
            group_key: string;
            group_properties?: unknown;
            created_at: string;
        };
        GroupPropertyFilter: {
            group_key_names?: {
                [key: string]: string;
            } | null;
            group_type_index?: number | null;
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "group";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        GroupType: {
            group_type: string;
            group_type_index: number;
            name_singular?: string | null;
            name_plural?: string | null;
            detail_dashboard?: number | null;
            default_columns?: string[] | null;
            created_at?: string | null;
        };
        GroupsQuery: {
            group_type_index: number;
            /** @constant */
            kind: "GroupsQuery";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            orderBy?: string[] | null;
            properties?: (components["schemas"]["GroupPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"])[] | null;
            search?: string | null;
            select?: string[] | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        GroupsQueryResponse: {
            columns: unknown[];
            error?: string | null;
            hasMore?: boolean | null;
            hogql: string;
            /** @constant */
            kind: "GroupsQuery";
            limit: number;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset: number;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: unknown[][];
            timings?: components["schemas"]["QueryTiming"][] | null;
            types: string[];
        };
        HeatmapGradientStop: {
            color: string;
            value: number;
        };
        HeatmapSettings: {
            gradient?: components["schemas"]["HeatmapGradientStop"][] | null;
            gradientPreset?: string | null;
            gradientScaleMode?: components["schemas"]["GradientScaleMode"];
            nullLabel?: string | null;
            nullValue?: string | null;
            sortColumn?: string | null;
            sortOrder?: components["schemas"]["HeatmapSortOrder"];
            valueColumn?: string | null;
            xAxisColumn?: string | null;
            xAxisLabel?: string | null;
            yAxisColumn?: string | null;
            yAxisLabel?: string | null;
        };
        /** @enum {string} */
        HeatmapSortOrder: "asc" | "desc";
        /** @enum {string} */
        HogLanguage: "hog" | "hogJson" | "hogQL" | "hogQLExpr" | "hogTemplate" | "liquid";
        HogQLFilter: {
            /** @constant */
            type: "hogql";
            key: string;
            value?: unknown;
        };
        HogQLFilters: {
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
        };
        HogQLMetadata: {
            connectionId?: string | null;
            debug?: boolean | null;
            filters?: components["schemas"]["HogQLFilters"];
            globals?: {
                [key: string]: unknown;
            } | null;
            /** @constant */
            kind: "HogQLMetadata";
            language: components["schemas"]["HogLanguage"];
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query: string;
            sourceQuery?: components["schemas"]["EventsNode"] | components["schemas"]["ActionsNode"] | components["schemas"]["PersonsNode"] | components["schemas"]["EventsQuery"] | components["schemas"]["SessionsQuery"] | components["schemas"]["ActorsQuery"] | components["schemas"]["GroupsQuery"] | components["schemas"]["InsightActorsQuery"] | components["schemas"]["HogQLQuery"] | components["schemas"]["HogQLMetadata"] | components["schemas"]["RecordingsQuery"] | null;
            tags?: components["schemas"]["QueryLogTags"];
            variables?: {
                [key: string]: unknown;
            } | null;
            version?: number | null;
        };
        HogQLMetadataResponse: {
            ch_table_names?: string[] | null;
            errors: components["schemas"]["HogQLNotice"][];
            isUsingIndices?: components["schemas"]["QueryIndexUsage"];
            isValid?: boolean | null;
            notices: components["schemas"]["HogQLNotice"][];
            query?: string | null;
            table_names?: string[] | null;
            warnings: components["schemas"]["HogQLNotice"][];
        };
        HogQLNotice: {
            end?: number | null;
            fix?: string | null;
            message: string;
            start?: number | null;
        };
        HogQLPropertyFilter: {
            key: string;
            label?: string | null;
            /** @constant */
            type?: "hogql";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        HogQLQuery: {
            connectionId?: string | null;
            explain?: boolean | null;
            filters?: components["schemas"]["HogQLFilters"];
            /** @constant */
            kind: "HogQLQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            name?: string | null;
            query: string;
            sendRawQuery?: boolean | null;
            tags?: components["schemas"]["QueryLogTags"];
            values?: {
                [key: string]: unknown;
            } | null;
            variables?: {
                [key: string]: unknown;
            } | null;
            version?: number | null;
        };
        HogQLQueryModifiers: {
            bounceRateDurationSeconds?: number | null;
            bounceRatePageViewMode?: components["schemas"]["BounceRatePageViewMode"];
            convertToProjectTimezone?: boolean | null;
            customChannelTypeRules?: components["schemas"]["CustomChannelRule"][] | null;
            dataWarehouseEventsModifiers?: components["schemas"]["DataWarehouseEventsModifier"][] | null;
            debug?: boolean | null;
            forceClickhouseDataSkippingIndexes?: string[] | null;
            formatCsvAllowDoubleQuotes?: boolean | null;
            inCohortVia?: components["schemas"]["InCohortVia"];
            inlineCohortCalculation?: components["schemas"]["InlineCohortCalculation"];
            materializationMode?: components["schemas"]["MaterializationMode"];
            materializedColumnsOptimizationMode?: components["schemas"]["MaterializedColumnsOptimizationMode"];
            optimizeJoinedFilters?: boolean | null;
            optimizeProjections?: boolean | null;
            personsArgMaxVersion?: components["schemas"]["PersonsArgMaxVersion"];
            personsJoinMode?: components["schemas"]["PersonsJoinMode"];
            personsOnEventsMode?: components["schemas"]["PersonsOnEventsMode"];
            propertyGroupsMode?: components["schemas"]["PropertyGroupsMode"];
            s3TableUseInvalidColumns?: boolean | null;
            sessionIdPushdown?: boolean | null;
            sessionTableVersion?: components["schemas"]["SessionTableVersion"];
            sessionsV2JoinMode?: components["schemas"]["SessionsV2JoinMode"];
            timings?: boolean | null;
            useMaterializedViews?: boolean | null;
            usePreaggregatedIntermediateResults?: boolean | null;
            usePreaggregatedTableTransforms?: boolean | null;
            useWebAnalyticsPreAggregatedTables?: boolean | null;
        };
        HogQLQueryResponse: {
            clickhouse?: string | null;
            columns?: string[] | null;
            error?: string | null;
            explain?: string[] | null;
            hasMore?: boolean | null;
            hogql?: string | null;
            limit?: number | null;
            metadata?: components["schemas"]["HogQLMetadataResponse"] | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"] | null;
            offset?: number | null;
            query?: string | null;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"] | null;
            results: unknown[];
            timings?: components["schemas"]["QueryTiming"][] | null;
            types?: string[][] | null;
            is_cached?: boolean;
            cache_key?: string | null;
            last_refresh?: string | null;
            timezone?: string | null;
        };
        /** @enum {string|null} */
        HrefMatching: "contains" | "exact" | "regex" | null;
        /** @enum {string} */
        InCohortVia: "auto" | "leftjoin" | "subquery" | "leftjoin_conjoined";
        /** @enum {string} */
        InlineCohortCalculation: "off" | "auto" | "always";
        Insight: {
            id: number;
            short_id: string;
            name?: string | null;
            derived_name?: string | null;
            query?: components["schemas"]["_InsightQuerySchema"] | null;
            order?: number | null;
            deleted?: boolean;
            dashboards?: number[];
            dashboard_tiles: components["schemas"]["DashboardTileBasic"][];
            last_refresh: string | null;
            cache_target_age: string | null;
            next_allowed_client_refresh: string | null;
            result: unknown;
            hasMore: boolean | null;
            columns: string[] | null;
            created_at: string | null;
            created_by: components["schemas"]["UserBasic"] | null;
            description?: string | null;
            updated_at: string;
            tags?: unknown[];
            favorited?: boolean;
            last_modified_at: string;
            last_modified_by: components["schemas"]["UserBasic"] | null;
            is_sample: boolean;
            effective_restriction_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            effective_privilege_level: components["schemas"]["EffectivePrivilegeLevelEnum"];
            user_access_level: string | null;
            timezone: string | null;
            is_cached: boolean;
            query_status: unknown;
            hogql: string | null;
            types: unknown[] | null;
            resolved_date_range: {
                date_from?: string;
                date_to?: string;
            } | null;
            _create_in_folder?: string;
            alerts: unknown[];
            last_viewed_at: string | null;
            saved?: boolean;
        };
        InsightActorsQuery: {
            breakdown?: string | string[] | number | null;
            compare?: components["schemas"]["Compare"];
            day?: string | number | null;
            includeRecordings?: boolean | null;
            interval?: number | null;
            /** @constant */
            kind: "InsightActorsQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            series?: number | null;
            source: components["schemas"]["TrendsQuery"] | components["schemas"]["FunnelsQuery"] | components["schemas"]["RetentionQuery"] | components["schemas"]["PathsQuery"] | components["schemas"]["StickinessQuery"] | components["schemas"]["LifecycleQuery"];
            status?: string | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        InsightResult: {
            id: number;
            short_id: string;
            name: string | null;
            derived_name: string | null;
            result: unknown;
        };
        InsightVizNode: {
            embedded?: boolean | null;
            full?: boolean | null;
            hidePersonsModal?: boolean | null;
            hideTooltipOnScroll?: boolean | null;
            /** @constant */
            kind: "InsightVizNode";
            showCorrelationTable?: boolean | null;
            showFilters?: boolean | null;
            showHeader?: boolean | null;
            showLastComputation?: boolean | null;
            showLastComputationRefresh?: boolean | null;
            showResults?: boolean | null;
            showTable?: boolean | null;
            source: components["schemas"]["TrendsQuery"] | components["schemas"]["FunnelsQuery"] | components["schemas"]["RetentionQuery"] | components["schemas"]["PathsQuery"] | components["schemas"]["StickinessQuery"] | components["schemas"]["LifecycleQuery"];
            suppressSessionAnalysisWarning?: boolean | null;
            version?: number | null;
            vizSpecificOptions?: components["schemas"]["VizSpecificOptions"];
        };
        Integration: {
            display_name: string;
            id: number;
            kind: components["schemas"]["IntegrationKind"];
        };
        /** @enum {string} */
        IntegrationKind: "slack" | "slack-posthog-code" | "salesforce" | "hubspot" | "google-pubsub" | "google-cloud-service-account" | "google-cloud-storage" | "google-ads" | "google-sheets" | "linkedin-ads" | "snapchat" | "intercom" | "email" | "twilio" | "linear" | "github" | "gitlab" | "meta-ads" | "clickup" | "reddit-ads" | "databricks" | "tiktok-ads" | "bing-ads" | "vercel" | "azure-blob" | "firebase" | "jira" | "pinterest-ads" | "customerio-app" | "customerio-webhook" | "customerio-track";
        /** @enum {string} */
        IntervalType: "second" | "minute" | "hour" | "day" | "week" | "month";
        /** @enum {string} */
        Key10: "tag_name" | "text" | "href" | "selector";
        /** @enum {string} */
        Kind: "EventsNode" | "ActionsNode";
        LifecycleFilter: {
            showLegend?: boolean | null;
            showValuesOnSeries?: boolean | null;
            stacked?: boolean | null;
            toggledLifecycles?: components["schemas"]["LifecycleToggle"][] | null;
        };
        LifecycleQuery: {
            aggregation_group_type_index?: number | null;
            customAggregationTarget?: boolean | null;
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            interval?: components["schemas"]["IntervalType"];
            /** @constant */
            kind: "LifecycleQuery";
            lifecycleFilter?: components["schemas"]["LifecycleFilter"];
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            samplingFactor?: number | null;
            series: (components["schemas"]["EventsNode"] | components["schemas"]["ActionsNode"])[];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        LifecycleQueryResponse: {
            error?: string | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: {
                [key: string]: unknown;
            }[];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        /** @enum {string} */
        LifecycleToggle: "new" | "resurrecting" | "returning" | "dormant";
        LimitContext: "posthog_ai" | null;
        LocalEvaluationResponse: {
            flags: components["schemas"]["MinimalFeatureFlag"][];
            group_type_mapping: {
                [key: string]: string;
            };
            cohorts: {
                [key: string]: unknown;
            };
        };
        LogEntryPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "log_entry";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        LogPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            type: components["schemas"]["LogPropertyFilterType"];
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        LogPropertyFilterType: "log" | "log_attribute" | "log_resource_attribute";
        MatchedRecording: {
            events: components["schemas"]["MatchedRecordingEvent"][];
            session_id?: string | null;
        };
        MatchedRecordingEvent: {
            timestamp: string;
            uuid: string;
        };
        /** @enum {string} */
        MaterializationMode: "auto" | "legacy_null_as_string" | "legacy_null_as_null" | "disabled";
        /** @enum {string} */
        MaterializedColumnsOptimizationMode: "disabled" | "optimized";
        /** @enum {number} */
        MathGroupTypeIndex: 0 | 1 | 2 | 3 | 4;
        /** @enum {string} */
        MeanRetentionCalculation: "simple" | "weighted" | "none";
        Merge: {
            type: string;
            source: unknown;
            target: unknown;
        };
        MinimalFeatureFlag: {
            id: number;
            team_id: number;
            name?: string;
            key: string;
            filters?: {
                [key: string]: unknown;
            };
            deleted?: boolean;
            active?: boolean;
            ensure_experience_continuity?: boolean | null;
            has_encrypted_payloads?: boolean | null;
            version?: number | null;
            evaluation_runtime?: components["schemas"]["EvaluationRuntimeEnum"] | components["schemas"]["BlankEnum"] | null;
            bucketing_identifier?: components["schemas"]["BucketingIdentifierEnum"] | components["schemas"]["BlankEnum"] | null;
            evaluation_contexts: string[];
        };
        MinimalPerson: {
            id: number;
            name: string;
            distinct_ids: string[];
            properties?: unknown;
            created_at: string;
            uuid: string;
            last_seen_at: string | null;
        };
        /** @enum {string} */
        MultipleBreakdownType: "person" | "event" | "event_metadata" | "group" | "session" | "hogql" | "cohort" | "revenue_analytics" | "data_warehouse" | "data_warehouse_person_property";
        NumericPropertyFilter: {
            key: string;
            type?: components["schemas"]["PropertyFilterTypeEnum"];
            value: number;
            operator?: components["schemas"]["NumericPropertyFilterOperatorEnum"];
        };
        /** @enum {string} */
        NumericPropertyFilterOperatorEnum: "exact" | "is_not" | "gt" | "lt" | "gte" | "lte";
        Organization: {
            id: string;
            name: string;
            slug: string;
            logo_media_id?: string | null;
            created_at: string;
            updated_at: string;
            membership_level: components["schemas"]["EffectiveMembershipLevelEnum"] | null;
            plugins_access_level: components["schemas"]["PluginsAccessLevelEnum"];
            teams: {
                [key: string]: unknown;
            }[];
            projects: {
                [key: string]: unknown;
            }[];
            available_product_features: unknown[] | null;
            is_member_join_email_enabled: boolean;
            metadata: {
                [key: string]: string;
            };
            customer_id: string | null;
            enforce_2fa?: boolean | null;
            members_can_invite?: boolean | null;
            members_can_use_personal_api_keys?: boolean;
            allow_publicly_shared_resources?: boolean;
            member_count: number;
            is_ai_data_processing_approved?: boolean | null;
            default_experiment_stats_method?: components["schemas"]["DefaultExperimentStatsMethodEnum"] | components["schemas"]["BlankEnum"] | null;
            default_anonymize_ips?: boolean;
            default_role_id?: string | null;
            is_active: boolean | null;
            is_not_active_reason: string | null;
            is_pending_deletion: boolean | null;
        };
        OrganizationBasic: {
            id: string;
            name: string;
            slug: string;
            logo_media_id: string | null;
            membership_level: components["schemas"]["EffectiveMembershipLevelEnum"] | null;
            members_can_use_personal_api_keys?: boolean;
            is_active?: boolean | null;
            is_not_active_reason?: string | null;
            is_pending_deletion?: boolean | null;
        };
        Outcome: {
            description?: string | null;
            success?: boolean | null;
        };
        PaginatedActionList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Action"][];
        };
        PaginatedAnnotationList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Annotation"][];
        };
        PaginatedCohortList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Cohort"][];
        };
        PaginatedDashboardBasicList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["DashboardBasic"][];
        };
        PaginatedEnterpriseEventDefinitionList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["EnterpriseEventDefinition"][];
        };
        PaginatedEnterprisePropertyDefinitionList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["EnterprisePropertyDefinition"][];
        };
        PaginatedExperimentList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Experiment"][];
        };
        PaginatedFeatureFlagList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["FeatureFlag"][];
        };
        PaginatedGroupList: {
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Group"][];
        };
        PaginatedInsightList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Insight"][];
        };
        PaginatedPersonRecordList: {
            next?: string | null;
            previous?: string | null;
            count?: number;
            results: components["schemas"]["PersonRecord"][];
        };
        PaginatedSessionRecordingList: {
            count?: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["SessionRecording"][];
            has_next?: boolean;
        };
        PaginatedSurveyList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["Survey"][];
        };
        PaginatedUserList: {
            count: number;
            next?: string | null;
            previous?: string | null;
            results: components["schemas"]["User"][];
        };
        PatchedAction: {
            name?: string | null;
            description?: string;
            tags?: unknown[];
            post_to_slack?: boolean;
            slack_message_format?: string;
            steps?: components["schemas"]["ActionStepJSON"][];
            deleted?: boolean;
            last_calculated_at?: string | null;
            pinned_at?: string | null;
            _create_in_folder?: string;
        };
        PatchedAddPersonsToStaticCohortRequest: {
            person_ids?: string[];
        };
        PatchedAnnotation: {
            content?: string | null;
            date_marker?: string | null;
            creation_type?: components["schemas"]["CreationTypeEnum"];
            dashboard_item?: number | null;
            dashboard_id?: number | null;
            deleted?: boolean;
            scope?: components["schemas"]["AnnotationScopeEnum"];
        };
        PatchedCohort: {
            name?: string | null;
            description?: string;
            groups?: unknown;
            deleted?: boolean;
            filters?: components["schemas"]["CohortFilters"] | null;
            query?: unknown;
            is_static?: boolean;
            cohort_type?: components["schemas"]["CohortTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            _create_in_folder?: string;
            _create_static_person_ids?: string[];
        };
        PatchedDashboard: {
            name?: string | null;
            description?: string;
            pinned?: boolean;
            last_accessed_at?: string | null;
            deleted?: boolean;
            filters?: {
                [key: string]: unknown;
            };
            variables?: {
                [key: string]: unknown;
            } | null;
            breakdown_colors?: unknown;
            data_color_theme_id?: number | null;
            tags?: unknown[];
            restriction_level?: components["schemas"]["RestrictionLevelEnum"];
            last_refresh?: string | null;
            quick_filter_ids?: string[] | null;
            tiles?: {
                [key: string]: unknown;
            }[] | null;
            use_template?: string;
            use_dashboard?: number | null;
            delete_insights?: boolean;
            _create_in_folder?: string;
        };
        PatchedEnterpriseEventDefinition: {
            owner?: number | null;
            description?: string | null;
            tags?: unknown[];
            verified?: boolean;
            hidden?: boolean | null;
            enforcement_mode?: components["schemas"]["EnforcementModeEnum"];
            promoted_property?: string | null;
            post_to_slack?: boolean;
            default_columns?: string[];
        };
        PatchedEnterprisePropertyDefinition: {
            description?: string | null;
            tags?: unknown[];
            property_type?: components["schemas"]["PropertyDefinitionTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            verified?: boolean;
            hidden?: boolean | null;
        };
        PatchedExperiment: {
            name?: string;
            description?: string | null;
            start_date?: string | null;
            end_date?: string | null;
            feature_flag_key?: string;
            holdout_id?: number | null;
            parameters?: components["schemas"]["ExperimentParameters"] | null;
            secondary_metrics?: unknown;
            saved_metrics_ids?: unknown[] | null;
            filters?: unknown;
            archived?: boolean;
            deleted?: boolean | null;
            type?: components["schemas"]["ExperimentTypeEnum"] | null;
            exposure_criteria?: components["schemas"]["ExperimentApiExposureCriteria"] | null;
            metrics?: components["schemas"]["_ExperimentApiMetricsList"] | null;
            metrics_secondary?: components["schemas"]["_ExperimentApiMetricsList"] | null;
            stats_config?: unknown;
            scheduling_config?: unknown;
            allow_unknown_events?: boolean;
            _create_in_folder?: string;
            conclusion?: components["schemas"]["ConclusionEnum"] | null;
            conclusion_comment?: string | null;
            primary_metrics_ordered_uuids?: unknown;
            secondary_metrics_ordered_uuids?: unknown;
            only_count_matured_users?: boolean;
            update_feature_flag_params?: boolean;
        };
        PatchedFeatureFlagPartialUpdateRequestSchema: {
            key?: string;
            name?: string;
            filters?: components["schemas"]["FeatureFlagFiltersSchema"];
            active?: boolean;
            tags?: string[];
            evaluation_contexts?: string[];
            ensure_experience_continuity?: boolean | null;
            evaluation_runtime?: ("server" | "client" | "all") | null;
            bucketing_identifier?: ("distinct_id" | "device_id") | null;
            is_remote_configuration?: boolean | null;
            has_encrypted_payloads?: boolean | null;
            version?: number;
            deleted?: boolean;
            original_flag?: {
                [key: string]: unknown;
            };
        };
        PatchedInsight: {
            name?: string | null;
            derived_name?: string | null;
            query?: components["schemas"]["_InsightQuerySchema"] | null;
            order?: number | null;
            deleted?: boolean;
            dashboards?: number[];
            description?: string | null;
            tags?: unknown[];
            favorited?: boolean;
            _create_in_folder?: string;
            saved?: boolean;
        };
        PatchedRemovePersonRequest: {
            person_id?: string;
        };
        PatchedSurveySerializerCreateUpdateOnlySchema: {
            id?: string;
            name?: string;
            description?: string;
            type?: components["schemas"]["SurveyType"];
            schedule?: components["schemas"]["ScheduleEnum"] | null;
            linked_flag?: components["schemas"]["MinimalFeatureFlag"] | null;
            linked_flag_id?: number | null;
            linked_insight_id?: number | null;
            targeting_flag_id?: number | null;
            targeting_flag?: components["schemas"]["MinimalFeatureFlag"] | null;
            internal_targeting_flag?: components["schemas"]["MinimalFeatureFlag"] | null;
            targeting_flag_filters?: components["schemas"]["FeatureFlagFiltersSchema"] | null;
            remove_targeting_flag?: boolean | null;
            questions?: components["schemas"]["SurveyQuestionInputSchema"][] | null;
            conditions?: components["schemas"]["SurveyConditionsSchema"] | null;
            appearance?: components["schemas"]["SurveyAppearanceSchema"] | null;
            created_at?: string;
            created_by?: components["schemas"]["UserBasic"] | null;
            start_date?: string | null;
            end_date?: string | null;
            archived?: boolean;
            responses_limit?: number | null;
            iteration_count?: number | null;
            iteration_frequency_days?: number | null;
            iteration_start_dates?: (string | null)[] | null;
            current_iteration?: number | null;
            current_iteration_start_date?: string | null;
            response_sampling_start_date?: string | null;
            response_sampling_interval_type?: components["schemas"]["ResponseSamplingIntervalTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            response_sampling_interval?: number | null;
            response_sampling_limit?: number | null;
            response_sampling_daily_limits?: unknown;
            enable_partial_responses?: boolean | null;
            enable_iframe_embedding?: boolean | null;
            translations?: unknown;
            _create_in_folder?: string;
            form_content?: unknown;
        };
        PathCleaningFilter: {
            alias?: string | null;
            order?: number | null;
            regex?: string | null;
        };
        /** @enum {string} */
        PathType: "$pageview" | "$screen" | "custom_event" | "hogql";
        PathsFilter: {
            edgeLimit?: number | null;
            endPoint?: string | null;
            excludeEvents?: string[] | null;
            includeEventTypes?: components["schemas"]["PathType"][] | null;
            localPathCleaningFilters?: components["schemas"]["PathCleaningFilter"][] | null;
            maxEdgeWeight?: number | null;
            minEdgeWeight?: number | null;
            pathDropoffKey?: string | null;
            pathEndKey?: string | null;
            pathGroupings?: string[] | null;
            pathReplacements?: boolean | null;
            pathStartKey?: string | null;
            pathsHogQLExpression?: string | null;
            showFullUrls?: boolean | null;
            startPoint?: string | null;
            stepLimit?: number | null;
        };
        PathsLink: {
            average_conversion_time: number;
            source: string;
            target: string;
            value: number;
        };
        PathsQuery: {
            aggregation_group_type_index?: number | null;
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            funnelPathsFilter?: components["schemas"]["FunnelPathsFilter"];
            /** @constant */
            kind: "PathsQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            pathsFilter: components["schemas"]["PathsFilter"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            samplingFactor?: number | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        PathsQueryResponse: {
            error?: string | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: components["schemas"]["PathsLink"][];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        PendingInvite: {
            id: string;
            target_email: string;
            organization_id: string;
            organization_name: string;
            created_at: string;
        };
        PersonBulkDeleteRequest: {
            ids?: string[];
            distinct_ids?: string[];
            delete_events?: boolean;
            delete_recordings?: boolean;
            keep_person?: boolean;
        };
        PersonBulkDeleteResponse: {
            persons_found: number;
            persons_deleted: number;
            events_queued_for_deletion: boolean;
            recordings_queued_for_deletion: boolean;
            deletion_errors?: {
                [key: string]: unknown;
            }[];
        };
        PersonDeletePropertyRequest: {
            $unset: string;
        };
        PersonFilter: {
            bytecode?: unknown[] | null;
            bytecode_error?: string | null;
            conditionHash?: string | null;
            /** @constant */
            type: "person";
            key: string;
            operator?: string | null;
            value?: unknown;
            negation?: boolean;
        };
        PersonPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "person";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        PersonRecord: {
            id: number;
            name: string;
            distinct_ids: string[];
            properties?: unknown;
            created_at: string;
            uuid: string;
            last_seen_at: string | null;
        };
        PersonType: {
            created_at?: string | null;
            distinct_ids: string[];
            id?: string | null;
            is_identified?: boolean | null;
            last_seen_at?: string | null;
            name?: string | null;
            properties: {
                [key: string]: unknown;
            };
            uuid?: string | null;
        };
        PersonUpdatePropertyRequest: {
            key: string;
            value: unknown;
        };
        /** @enum {string} */
        PersonsArgMaxVersion: "auto" | "v1" | "v2";
        /** @enum {string} */
        PersonsJoinMode: "inner" | "left";
        PersonsNode: {
            cohort?: number | null;
            distinctId?: string | null;
            fixedProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            /** @constant */
            kind: "PersonsNode";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            search?: string | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        /** @enum {string} */
        PersonsOnEventsMode: "disabled" | "person_id_no_override_properties_on_events" | "person_id_override_properties_on_events" | "person_id_override_properties_joined";
        /** @enum {number} */
        PluginsAccessLevelEnum: 0 | 3 | 6 | 9;
        /** @enum {string} */
        Position: "start" | "end";
        Property: {
            type?: components["schemas"]["PropertyGroupOperator"];
            values: components["schemas"]["PropertyItem"][];
        };
        /** @enum {string} */
        PropertyDefinitionTypeEnum: "DateTime" | "String" | "Numeric" | "Boolean" | "Duration";
        /** @enum {string} */
        PropertyFilterTypeEnum: "event" | "event_metadata" | "feature" | "person" | "cohort" | "element" | "static-cohort" | "dynamic-cohort" | "precalculated-cohort" | "group" | "recording" | "log_entry" | "behavioral" | "session" | "hogql" | "data_warehouse" | "data_warehouse_person_property" | "error_tracking_issue" | "log" | "log_attribute" | "log_resource_attribute" | "span" | "span_attribute" | "span_resource_attribute" | "revenue_analytics" | "flag" | "workflow_variable";
        PropertyGroupFilter: {
            type: components["schemas"]["FilterLogicalOperator"];
            values: components["schemas"]["PropertyGroupFilterValue"][];
        };
        PropertyGroupFilterValue: {
            type: components["schemas"]["FilterLogicalOperator"];
            values: (components["schemas"]["PropertyGroupFilterValue"] | components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[];
        };
        /** @enum {string} */
        PropertyGroupOperator: "AND" | "OR";
        /** @enum {string} */
        PropertyGroupTypeEnum: "cohort" | "person" | "group";
        /** @enum {string} */
        PropertyGroupsMode: "enabled" | "disabled" | "optimized";
        PropertyItem: {
            key: string;
            value: string | number | boolean | (string | number)[];
            operator?: components["schemas"]["PropertyItemOperatorEnum"] | components["schemas"]["BlankEnum"] | null;
            type?: components["schemas"]["PropertyFilterTypeEnum"] | components["schemas"]["BlankEnum"];
        };
        /** @enum {string} */
        PropertyItemOperatorEnum: "exact" | "is_not" | "icontains" | "not_icontains" | "regex" | "not_regex" | "gt" | "lt" | "gte" | "lte" | "is_set" | "is_not_set" | "is_date_exact" | "is_date_after" | "is_date_before" | "in" | "not_in";
        /** @enum {string} */
        PropertyMathType: "avg" | "sum" | "min" | "max" | "median" | "p75" | "p90" | "p95" | "p99";
        /** @enum {string} */
        PropertyOperator: "exact" | "is_not" | "icontains" | "not_icontains" | "regex" | "not_regex" | "gt" | "gte" | "lt" | "lte" | "is_set" | "is_not_set" | "is_date_exact" | "is_date_before" | "is_date_after" | "between" | "not_between" | "min" | "max" | "in" | "not_in" | "is_cleaned_path_exact" | "flag_evaluates_to" | "semver_eq" | "semver_neq" | "semver_gt" | "semver_gte" | "semver_lt" | "semver_lte" | "semver_tilde" | "semver_caret" | "semver_wildcard" | "icontains_multi" | "not_icontains_multi";
        /** @enum {string} */
        QueryIndexUsage: "undecisive" | "no" | "partial" | "yes";
        QueryLogTags: {
            name?: string | null;
            productKey?: string | null;
            scene?: string | null;
        };
        QueryRequest: {
            async?: boolean | null;
            client_query_id?: string | null;
            filters_override?: components["schemas"]["DashboardFilter"];
            limit_context?: components["schemas"]["LimitContext"];
            name?: string | null;
            query: components["schemas"]["EventsNode"] | components["schemas"]["PersonsNode"] | components["schemas"]["EventsQuery"] | components["schemas"]["SessionsQuery"] | components["schemas"]["ActorsQuery"] | components["schemas"]["GroupsQuery"] | components["schemas"]["HogQLQuery"] | components["schemas"]["HogQLMetadata"] | components["schemas"]["DataVisualizationNode"] | components["schemas"]["DataTableNode"] | components["schemas"]["InsightVizNode"] | components["schemas"]["TrendsQuery"] | components["schemas"]["FunnelsQuery"] | components["schemas"]["RetentionQuery"] | components["schemas"]["PathsQuery"] | components["schemas"]["StickinessQuery"] | components["schemas"]["LifecycleQuery"] | components["schemas"]["RecordingsQuery"];
            refresh?: components["schemas"]["RefreshType"];
            variables_override?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            } | null;
        };
        QueryResponseAlternative: components["schemas"]["HogQLQueryResponse"] | components["schemas"]["EventsQueryResponse"] | components["schemas"]["ActorsQueryResponse"] | components["schemas"]["GroupsQueryResponse"] | components["schemas"]["SessionsQueryResponse"] | components["schemas"]["TrendsQueryResponse"] | components["schemas"]["FunnelsQueryResponse"] | components["schemas"]["RetentionQueryResponse"] | components["schemas"]["StickinessQueryResponse"] | components["schemas"]["LifecycleQueryResponse"] | components["schemas"]["PathsQueryResponse"] | components["schemas"]["RecordingsQueryResponse"] | {
            [key: string]: unknown;
        };
        QueryStatus: {
            complete?: boolean | null;
            dashboard_id?: number | null;
            end_time?: string | null;
            error?: boolean | null;
            error_message?: string | null;
            expiration_time?: string | null;
            id: string;
            insight_id?: number | null;
            labels?: string[] | null;
            pickup_time?: string | null;
            query_async?: boolean;
            query_progress?: components["schemas"]["ClickhouseQueryProgress"] | null;
            results?: unknown;
            start_time?: string | null;
            task_id?: string | null;
            team_id: number;
        };
        QueryStatusResponse: {
            query_status: components["schemas"]["QueryStatus"] | null;
        };
        QueryTiming: {
            k: string;
            t: number;
        };
        RETENTION: {
            hideLineGraph?: boolean | null;
            hideSizeColumn?: boolean | null;
            useSmallLayout?: boolean | null;
        };
        /** @enum {string} */
        RecordingOrder: "duration" | "recording_duration" | "inactive_seconds" | "active_seconds" | "start_time" | "console_error_count" | "click_count" | "keypress_count" | "mouse_activity_count" | "activity_score" | "recording_ttl";
        /** @enum {string} */
        RecordingOrderDirection: "ASC" | "DESC";
        RecordingPropertyFilter: {
            key: components["schemas"]["DurationType"] | string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "recording";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        RecordingsQuery: {
            actions?: {
                [key: string]: unknown;
            }[] | null;
            after?: string | null;
            comment_text?: components["schemas"]["RecordingPropertyFilter"];
            console_log_filters?: components["schemas"]["LogEntryPropertyFilter"][] | null;
            date_from?: string | null;
            date_to?: string | null;
            distinct_ids?: string[] | null;
            events?: {
                [key: string]: unknown;
            }[] | null;
            filter_test_accounts?: boolean | null;
            having_predicates?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            /** @constant */
            kind: "RecordingsQuery";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            operand?: components["schemas"]["FilterLogicalOperator"];
            order?: components["schemas"]["RecordingOrder"];
            order_direction?: components["schemas"]["RecordingOrderDirection"];
            person_uuid?: string | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            session_ids?: string[] | null;
            session_recording_id?: string | null;
            tags?: components["schemas"]["QueryLogTags"];
            user_modified_filters?: {
                [key: string]: unknown;
            } | null;
            version?: number | null;
        };
        RecordingsQueryResponse: {
            error?: string | null;
            has_next: boolean;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            next_cursor?: string | null;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: components["schemas"]["SessionRecordingType"][];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        /** @enum {string} */
        RefreshType: "async" | "async_except_on_cache_miss" | "blocking" | "force_async" | "force_blocking" | "force_cache" | "lazy_async";
        ResolvedDateRangeResponse: {
            date_from: string;
            date_to: string;
        };
        /** @enum {string} */
        ResponseSamplingIntervalTypeEnum: "day" | "week" | "month";
        /** @enum {number} */
        RestrictionLevelEnum: 21 | 37;
        /** @enum {string} */
        ResultCustomizationBy: "value" | "position";
        /** @enum {string} */
        RetentionDashboardDisplayType: "table_only" | "graph_only" | "all";
        RetentionEntity: {
            aggregation_target_field?: string | null;
            custom_name?: string | null;
            id?: string | number | null;
            kind?: components["schemas"]["RetentionEntityKind"];
            name?: string | null;
            order?: number | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            table_name?: string | null;
            timestamp_field?: string | null;
            type?: components["schemas"]["EntityType"];
            uuid?: string | null;
        };
        /** @enum {string} */
        RetentionEntityKind: "ActionsNode" | "EventsNode";
        RetentionFilter: {
            aggregationProperty?: string | null;
            aggregationPropertyType?: components["schemas"]["AggregationPropertyType"];
            aggregationType?: components["schemas"]["AggregationType"];
            cumulative?: boolean | null;
            customAggregationTarget?: boolean | null;
            dashboardDisplay?: components["schemas"]["RetentionDashboardDisplayType"];
            display?: components["schemas"]["ChartDisplayType"];
            goalLines?: components["schemas"]["GoalLine"][] | null;
            meanRetentionCalculation?: components["schemas"]["MeanRetentionCalculation"];
            minimumOccurrences?: number | null;
            period?: components["schemas"]["RetentionPeriod"];
            retentionCustomBrackets?: number[] | null;
            retentionReference?: components["schemas"]["RetentionReference"];
            retentionType?: components["schemas"]["RetentionType"];
            returningEntity?: components["schemas"]["RetentionEntity"];
            selectedInterval?: number | null;
            showTrendLines?: boolean | null;
            targetEntity?: components["schemas"]["RetentionEntity"];
            timeWindowMode?: components["schemas"]["TimeWindowMode"];
            totalIntervals?: number | null;
        };
        /** @enum {string} */
        RetentionPeriod: "Hour" | "Day" | "Week" | "Month";
        RetentionQuery: {
            aggregation_group_type_index?: number | null;
            breakdownFilter?: components["schemas"]["BreakdownFilter"];
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            /** @constant */
            kind: "RetentionQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            retentionFilter: components["schemas"]["RetentionFilter"];
            samplingFactor?: number | null;
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        RetentionQueryResponse: {
            error?: string | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: components["schemas"]["RetentionResult"][];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        /** @enum {string} */
        RetentionReference: "total" | "previous";
        RetentionResult: {
            breakdown_value?: string | number | null;
            date: string;
            label: string;
            values: components["schemas"]["RetentionValue"][];
        };
        /** @enum {string} */
        RetentionType: "retention_recurring" | "retention_first_time" | "retention_first_ever_occurrence";
        RetentionValue: {
            aggregation_value?: number | null;
            count: number;
            label?: string | null;
        };
        RevenueAnalyticsPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "revenue_analytics";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        RevenueCurrencyPropertyConfig: {
            property?: string | null;
            static?: components["schemas"]["CurrencyCode"];
        };
        /** @enum {string} */
        RoleAtOrganizationEnum: "engineering" | "data" | "product" | "founder" | "leadership" | "marketing" | "sales" | "other";
        RunInsightsResponse: {
            results: components["schemas"]["DashboardTileResult"][];
        };
        /** @enum {string} */
        Scale: "linear" | "logarithmic";
        ScenePersonalisationBasic: {
            scene: string;
            dashboard?: number | null;
        };
        /** @enum {string} */
        ScheduleEnum: "once" | "recurring" | "always";
        SessionPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "session";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        SessionRecording: {
            id: string;
            distinct_id: string | null;
            viewed: boolean;
            viewers: string[];
            recording_duration: number;
            active_seconds: number | null;
            inactive_seconds: number | null;
            start_time: string | null;
            end_time: string | null;
            click_count: number | null;
            keypress_count: number | null;
            mouse_activity_count: number | null;
            console_log_count: number | null;
            console_warn_count: number | null;
            console_error_count: number | null;
            start_url: string | null;
            person?: components["schemas"]["MinimalPerson"] | null;
            retention_period_days: number | null;
            expiry_time: string | null;
            recording_ttl: number | null;
            snapshot_source: string | null;
            snapshot_library: string | null;
            ongoing: boolean;
            activity_score: number | null;
            has_summary: boolean;
            summary_outcome: components["schemas"]["Outcome"] | null;
            external_references: {
                [key: string]: unknown;
            }[];
        };
        SessionRecordingExternalReference: {
            external_url: string;
            id: string;
            integration: components["schemas"]["Integration"];
            issue_id: string;
            metadata?: {
                [key: string]: string;
            } | null;
            title: string;
        };
        SessionRecordingType: {
            active_seconds?: number | null;
            activity_score?: number | null;
            click_count?: number | null;
            console_error_count?: number | null;
            console_log_count?: number | null;
            console_warn_count?: number | null;
            distinct_id?: string | null;
            email?: string | null;
            end_time: string;
            expiry_time?: string | null;
            external_references?: components["schemas"]["SessionRecordingExternalReference"][] | null;
            has_summary?: boolean | null;
            id: string;
            inactive_seconds?: number | null;
            keypress_count?: number | null;
            matching_events?: components["schemas"]["MatchedRecording"][] | null;
            mouse_activity_count?: number | null;
            ongoing?: boolean | null;
            person?: components["schemas"]["PersonType"] | null;
            recording_duration: number;
            recording_ttl?: number | null;
            retention_period_days?: number | null;
            snapshot_library?: string | null;
            snapshot_source: components["schemas"]["SnapshotSource"];
            start_time: string;
            start_url?: string | null;
            summary?: string | null;
            summary_outcome?: components["schemas"]["SummaryOutcome"];
            viewed: boolean;
            viewers: string[];
        };
        /** @enum {string} */
        SessionTableVersion: "auto" | "v1" | "v2" | "v3";
        SessionsQuery: {
            actionId?: number | null;
            after?: string | null;
            before?: string | null;
            event?: string | null;
            eventProperties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            filterTestAccounts?: boolean | null;
            fixedProperties?: (components["schemas"]["PropertyGroupFilter"] | components["schemas"]["PropertyGroupFilterValue"] | components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            /** @constant */
            kind: "SessionsQuery";
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            orderBy?: string[] | null;
            personId?: string | null;
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | null;
            select: string[];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
            where?: string[] | null;
        };
        SessionsQueryResponse: {
            columns: unknown[];
            error?: string | null;
            hasMore?: boolean | null;
            hogql: string;
            limit?: number | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            offset?: number | null;
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: unknown[][];
            timings?: components["schemas"]["QueryTiming"][] | null;
            types: string[];
        };
        /** @enum {string} */
        SessionsV2JoinMode: "string" | "uuid";
        Settings: {
            display?: components["schemas"]["ChartSettingsDisplay"];
            formatting?: components["schemas"]["ChartSettingsFormatting"];
        };
        ShipVariant: {
            conclusion?: components["schemas"]["ConclusionEnum"] | null;
            conclusion_comment?: string | null;
            variant_key: string;
        };
        /** @enum {string} */
        ShortcutPositionEnum: "above" | "below" | "hidden";
        /** @enum {string} */
        SnapshotSource: "web" | "mobile" | "unknown";
        SpanPropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            type: components["schemas"]["SpanPropertyFilterType"];
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        SpanPropertyFilterType: "span" | "span_attribute" | "span_resource_attribute";
        /** @enum {string} */
        StartHandling: "first_seen" | "last_seen";
        /** @enum {string} */
        StepOrderValue: "strict" | "unordered" | "ordered";
        /** @enum {string} */
        StickinessComputationMode: "non_cumulative" | "cumulative";
        StickinessCriteria: {
            operator: components["schemas"]["StickinessOperator"];
            value: number;
        };
        StickinessFilter: {
            computedAs?: components["schemas"]["StickinessComputationMode"];
            display?: components["schemas"]["ChartDisplayType"];
            hiddenLegendIndexes?: number[] | null;
            resultCustomizationBy?: components["schemas"]["ResultCustomizationBy"];
            resultCustomizations?: {
                [key: string]: unknown;
            } | null;
            showLegend?: boolean | null;
            showMultipleYAxes?: boolean | null;
            showValuesOnSeries?: boolean | null;
            stickinessCriteria?: components["schemas"]["StickinessCriteria"];
        };
        /** @enum {string} */
        StickinessOperator: "gte" | "lte" | "exact";
        StickinessQuery: {
            compareFilter?: components["schemas"]["CompareFilter"];
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            interval?: components["schemas"]["IntervalType"];
            intervalCount?: number | null;
            /** @constant */
            kind: "StickinessQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            samplingFactor?: number | null;
            series: (components["schemas"]["EventsNode"] | components["schemas"]["ActionsNode"] | components["schemas"]["DataWarehouseNode"])[];
            stickinessFilter?: components["schemas"]["StickinessFilter"];
            tags?: components["schemas"]["QueryLogTags"];
            version?: number | null;
        };
        StickinessQueryResponse: {
            error?: string | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: {
                [key: string]: unknown;
            }[];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        /** @enum {string} */
        StringMatchOperatorEnum: "exact" | "is_not" | "icontains" | "not_icontains" | "regex" | "not_regex";
        StringPropertyFilter: {
            key: string;
            type?: components["schemas"]["PropertyFilterTypeEnum"];
            value: string;
            operator?: components["schemas"]["StringMatchOperatorEnum"];
        };
        /** @enum {string} */
        Style: "none" | "number" | "short" | "percent";
        SummaryOutcome: {
            description?: string | null;
            success?: boolean | null;
        };
        Survey: {
            id: string;
            name: string;
            description?: string;
            type: components["schemas"]["SurveyType"];
            schedule?: string | null;
            linked_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            linked_flag_id?: number | null;
            linked_insight_id?: number | null;
            targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            internal_targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            questions?: unknown;
            conditions: {
                [key: string]: unknown;
            } | null;
            appearance?: unknown;
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            start_date?: string | null;
            end_date?: string | null;
            archived?: boolean;
            responses_limit?: number | null;
            feature_flag_keys: {
                [key: string]: string | null;
            }[];
            iteration_count?: number | null;
            iteration_frequency_days?: number | null;
            iteration_start_dates?: (string | null)[] | null;
            current_iteration?: number | null;
            current_iteration_start_date?: string | null;
            response_sampling_start_date?: string | null;
            response_sampling_interval_type?: components["schemas"]["ResponseSamplingIntervalTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            response_sampling_interval?: number | null;
            response_sampling_limit?: number | null;
            response_sampling_daily_limits?: unknown;
            enable_partial_responses?: boolean | null;
            enable_iframe_embedding?: boolean | null;
            translations?: unknown;
            user_access_level: string | null;
            form_content?: unknown;
        };
        SurveyAppearanceSchema: {
            backgroundColor?: string;
            submitButtonColor?: string;
            textColor?: string;
            submitButtonText?: string;
            submitButtonTextColor?: string;
            descriptionTextColor?: string;
            ratingButtonColor?: string;
            ratingButtonActiveColor?: string;
            ratingButtonHoverColor?: string;
            whiteLabel?: boolean;
            autoDisappear?: boolean;
            displayThankYouMessage?: boolean;
            thankYouMessageHeader?: string;
            thankYouMessageDescription?: string;
            thankYouMessageDescriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            thankYouMessageCloseButtonText?: string;
            borderColor?: string;
            placeholder?: string;
            shuffleQuestions?: boolean;
            surveyPopupDelaySeconds?: number;
            widgetType?: components["schemas"]["WidgetTypeEnum"];
            widgetSelector?: string;
            widgetLabel?: string;
            widgetColor?: string;
            fontFamily?: string;
            maxWidth?: string;
            zIndex?: string;
            disabledButtonOpacity?: string;
            boxPadding?: string;
        };
        SurveyBranchingSchema: components["schemas"]["SurveyNextQuestionBranching"] | components["schemas"]["SurveyEndBranching"] | components["schemas"]["SurveySpecificQuestionBranching"] | components["schemas"]["SurveyResponseBasedBranching"];
        SurveyConditionEventValueSchema: {
            name: string;
        };
        SurveyConditionsSchema: {
            url?: string;
            selector?: string;
            seenSurveyWaitPeriodInDays?: number;
            urlMatchType?: components["schemas"]["StringMatchOperatorEnum"];
            events?: components["schemas"]["SurveyEventsConditionSchema"];
            deviceTypes?: components["schemas"]["DeviceTypesEnum"][];
            deviceTypesMatchType?: components["schemas"]["StringMatchOperatorEnum"];
            linkedFlagVariant?: string;
        };
        SurveyEndBranching: {
            type: components["schemas"]["SurveyEndBranchingTypeEnum"];
        };
        /** @constant */
        SurveyEndBranchingTypeEnum: "end";
        SurveyEventsConditionSchema: {
            repeatedActivation?: boolean;
            values?: components["schemas"]["SurveyConditionEventValueSchema"][];
        };
        SurveyLinkQuestionSchema: {
            type: components["schemas"]["SurveyLinkQuestionSchemaTypeEnum"];
            question: string;
            description?: string;
            descriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            optional?: boolean;
            buttonText?: string;
            link: string;
        };
        /** @constant */
        SurveyLinkQuestionSchemaTypeEnum: "link";
        SurveyMultipleChoiceQuestionSchema: {
            type: components["schemas"]["SurveyMultipleChoiceQuestionSchemaTypeEnum"];
            question: string;
            description?: string;
            descriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            optional?: boolean;
            buttonText?: string;
            choices: string[];
            shuffleOptions?: boolean;
            hasOpenChoice?: boolean;
        };
        /** @constant */
        SurveyMultipleChoiceQuestionSchemaTypeEnum: "multiple_choice";
        SurveyNextQuestionBranching: {
            type: components["schemas"]["SurveyNextQuestionBranchingTypeEnum"];
        };
        /** @constant */
        SurveyNextQuestionBranchingTypeEnum: "next_question";
        SurveyOpenQuestionSchema: {
            type: components["schemas"]["SurveyOpenQuestionSchemaTypeEnum"];
            question: string;
            description?: string;
            descriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            optional?: boolean;
            buttonText?: string;
        };
        /** @constant */
        SurveyOpenQuestionSchemaTypeEnum: "open";
        SurveyQuestionInputSchema: components["schemas"]["SurveyOpenQuestionSchema"] | components["schemas"]["SurveyLinkQuestionSchema"] | components["schemas"]["SurveyRatingQuestionSchema"] | components["schemas"]["SurveySingleChoiceQuestionSchema"] | components["schemas"]["SurveyMultipleChoiceQuestionSchema"];
        SurveyRatingQuestionSchema: {
            type: components["schemas"]["SurveyRatingQuestionSchemaTypeEnum"];
            question: string;
            description?: string;
            descriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            optional?: boolean;
            buttonText?: string;
            display?: components["schemas"]["SurveyRatingQuestionSchemaDisplayEnum"];
            scale?: number;
            lowerBoundLabel?: string;
            upperBoundLabel?: string;
            branching?: components["schemas"]["SurveyBranchingSchema"] | null;
        };
        /** @enum {string} */
        SurveyRatingQuestionSchemaDisplayEnum: "number" | "emoji";
        /** @constant */
        SurveyRatingQuestionSchemaTypeEnum: "rating";
        SurveyResponseBasedBranching: {
            type: components["schemas"]["SurveyResponseBasedBranchingTypeEnum"];
            responseValues: {
                [key: string]: "end" | number;
            };
        };
        /** @constant */
        SurveyResponseBasedBranchingTypeEnum: "response_based";
        SurveySerializerCreateUpdateOnly: {
            id: string;
            name: string;
            description?: string;
            type: components["schemas"]["SurveyType"];
            schedule?: string | null;
            linked_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            linked_flag_id?: number | null;
            linked_insight_id?: number | null;
            targeting_flag_id?: number | null;
            targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            internal_targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            targeting_flag_filters?: unknown;
            remove_targeting_flag?: boolean | null;
            questions?: unknown;
            conditions?: unknown;
            appearance?: unknown;
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            start_date?: string | null;
            end_date?: string | null;
            archived?: boolean;
            responses_limit?: number | null;
            iteration_count?: number | null;
            iteration_frequency_days?: number | null;
            iteration_start_dates?: (string | null)[] | null;
            current_iteration?: number | null;
            current_iteration_start_date?: string | null;
            response_sampling_start_date?: string | null;
            response_sampling_interval_type?: components["schemas"]["ResponseSamplingIntervalTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            response_sampling_interval?: number | null;
            response_sampling_limit?: number | null;
            response_sampling_daily_limits?: unknown;
            enable_partial_responses?: boolean | null;
            enable_iframe_embedding?: boolean | null;
            translations?: unknown;
            _create_in_folder?: string;
            form_content?: unknown;
        };
        SurveySerializerCreateUpdateOnlySchema: {
            id: string;
            name: string;
            description?: string;
            type: components["schemas"]["SurveyType"];
            schedule?: components["schemas"]["ScheduleEnum"] | null;
            linked_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            linked_flag_id?: number | null;
            linked_insight_id?: number | null;
            targeting_flag_id?: number | null;
            targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            internal_targeting_flag: components["schemas"]["MinimalFeatureFlag"] | null;
            targeting_flag_filters?: components["schemas"]["FeatureFlagFiltersSchema"] | null;
            remove_targeting_flag?: boolean | null;
            questions?: components["schemas"]["SurveyQuestionInputSchema"][] | null;
            conditions?: components["schemas"]["SurveyConditionsSchema"] | null;
            appearance?: components["schemas"]["SurveyAppearanceSchema"] | null;
            created_at: string;
            created_by: components["schemas"]["UserBasic"] | null;
            start_date?: string | null;
            end_date?: string | null;
            archived?: boolean;
            responses_limit?: number | null;
            iteration_count?: number | null;
            iteration_frequency_days?: number | null;
            iteration_start_dates?: (string | null)[] | null;
            current_iteration?: number | null;
            current_iteration_start_date?: string | null;
            response_sampling_start_date?: string | null;
            response_sampling_interval_type?: components["schemas"]["ResponseSamplingIntervalTypeEnum"] | components["schemas"]["BlankEnum"] | null;
            response_sampling_interval?: number | null;
            response_sampling_limit?: number | null;
            response_sampling_daily_limits?: unknown;
            enable_partial_responses?: boolean | null;
            enable_iframe_embedding?: boolean | null;
            translations?: unknown;
            _create_in_folder?: string;
            form_content?: unknown;
        };
        SurveySingleChoiceQuestionSchema: {
            type: components["schemas"]["SurveySingleChoiceQuestionSchemaTypeEnum"];
            question: string;
            description?: string;
            descriptionContentType?: components["schemas"]["DescriptionContentTypeEnum"];
            optional?: boolean;
            buttonText?: string;
            choices: string[];
            shuffleOptions?: boolean;
            hasOpenChoice?: boolean;
            branching?: components["schemas"]["SurveyBranchingSchema"] | null;
        };
        /** @constant */
        SurveySingleChoiceQuestionSchemaTypeEnum: "single_choice";
        SurveySpecificQuestionBranching: {
            type: components["schemas"]["SurveySpecificQuestionBranchingTypeEnum"];
            index: number;
        };
        /** @constant */
        SurveySpecificQuestionBranchingTypeEnum: "specific_question";
        SurveyStatsResponse: {
            survey_id: string;
            start_date: string | null;
            end_date: string | null;
            stats: {
                [key: string]: unknown;
            };
            rates: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        SurveyType: "popover" | "widget" | "external_survey" | "api";
        TableSettings: {
            columns?: components["schemas"]["ChartAxis"][] | null;
            conditionalFormatting?: components["schemas"]["ConditionalFormattingRule"][] | null;
            pinnedColumns?: string[] | null;
            transpose?: boolean | null;
        };
        /** @enum {string} */
        TaxonomicFilterGroupType: "metadata" | "actions" | "cohorts" | "cohorts_with_all" | "data_warehouse" | "data_warehouse_properties" | "data_warehouse_person_properties" | "elements" | "events" | "internal_events" | "internal_event_properties" | "event_properties" | "event_feature_flags" | "event_metadata" | "numerical_event_properties" | "person_properties" | "pageview_urls" | "pageview_events" | "screens" | "screen_events" | "email_addresses" | "autocapture_events" | "custom_events" | "wildcard" | "groups" | "persons" | "feature_flags" | "insights" | "experiments" | "plugins" | "dashboards" | "name_groups" | "session_properties" | "hogql_expression" | "notebooks" | "log_entries" | "error_tracking_issues" | "logs" | "log_attributes" | "log_resource_attributes" | "spans" | "span_attributes" | "span_resource_attributes" | "replay" | "replay_saved_filters" | "revenue_analytics_properties" | "resources" | "error_tracking_properties" | "activity_log_properties" | "max_ai_context" | "workflow_variables" | "suggested_filters" | "recent_filters" | "pinned_filters" | "empty";
        TeamBasic: {
            id: number;
            uuid: string;
            organization: string;
            project_id: number;
            api_token: string;
            name: string;
            completed_snippet_onboarding: boolean;
            has_completed_onboarding_for: unknown;
            ingested_event: boolean;
            is_demo: boolean;
            timezone: components["schemas"]["TimezoneEnum"];
            access_control: boolean;
        };
        /** @enum {string|null} */
        TextMatching: "contains" | "exact" | "regex" | null;
        /** @enum {string} */
        ThemeModeEnum: "light" | "dark" | "system";
        /** @enum {string} */
        TimeWindowMode: "strict_calendar_dates" | "24_hour_windows";
        TimezoneEnum: string;
        /** @enum {string} */
        ToolbarModeEnum: "disabled" | "toolbar";
        TrendsFilter: {
            aggregationAxisFormat?: components["schemas"]["AggregationAxisFormat"];
            aggregationAxisPostfix?: string | null;
            aggregationAxisPrefix?: string | null;
            breakdown_histogram_bin_count?: number | null;
            confidenceLevel?: number | null;
            decimalPlaces?: number | null;
            detailedResultsAggregationType?: components["schemas"]["DetailedResultsAggregationType"];
            display?: components["schemas"]["ChartDisplayType"];
            excludeBoxPlotOutliers?: boolean | null;
            formula?: string | null;
            formulaNodes?: components["schemas"]["TrendsFormulaNode"][] | null;
            formulas?: string[] | null;
            goalLines?: components["schemas"]["GoalLine"][] | null;
            hiddenLegendIndexes?: number[] | null;
            hideWeekends?: boolean | null;
            minDecimalPlaces?: number | null;
            movingAverageIntervals?: number | null;
            resultCustomizationBy?: components["schemas"]["ResultCustomizationBy"];
            resultCustomizations?: {
                [key: string]: unknown;
            } | null;
            showAlertThresholdLines?: boolean | null;
            showConfidenceIntervals?: boolean | null;
            showLabelsOnSeries?: boolean | null;
            showLegend?: boolean | null;
            showMovingAverage?: boolean | null;
            showMultipleYAxes?: boolean | null;
            showPercentStackView?: boolean | null;
            showTrendLines?: boolean | null;
            showValuesOnSeries?: boolean | null;
            smoothingIntervals?: number | null;
            yAxisScaleType?: components["schemas"]["YAxisScaleType"];
        };
        TrendsFormulaNode: {
            custom_name?: string | null;
            formula: string;
        };
        TrendsQuery: {
            aggregation_group_type_index?: number | null;
            breakdownFilter?: components["schemas"]["BreakdownFilter"];
            compareFilter?: components["schemas"]["CompareFilter"];
            conversionGoal?: components["schemas"]["ActionConversionGoal"] | components["schemas"]["CustomEventConversionGoal"] | null;
            dataColorTheme?: number | null;
            dateRange?: components["schemas"]["DateRange"];
            filterTestAccounts?: boolean | null;
            interval?: components["schemas"]["IntervalType"];
            /** @constant */
            kind: "TrendsQuery";
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            properties?: (components["schemas"]["EventPropertyFilter"] | components["schemas"]["PersonPropertyFilter"] | components["schemas"]["ElementPropertyFilter"] | components["schemas"]["EventMetadataPropertyFilter"] | components["schemas"]["SessionPropertyFilter"] | components["schemas"]["CohortPropertyFilter"] | components["schemas"]["RecordingPropertyFilter"] | components["schemas"]["LogEntryPropertyFilter"] | components["schemas"]["GroupPropertyFilter"] | components["schemas"]["FeaturePropertyFilter"] | components["schemas"]["FlagPropertyFilter"] | components["schemas"]["HogQLPropertyFilter"] | components["schemas"]["EmptyPropertyFilter"] | components["schemas"]["DataWarehousePropertyFilter"] | components["schemas"]["DataWarehousePersonPropertyFilter"] | components["schemas"]["ErrorTrackingIssueFilter"] | components["schemas"]["LogPropertyFilter"] | components["schemas"]["SpanPropertyFilter"] | components["schemas"]["RevenueAnalyticsPropertyFilter"] | components["schemas"]["WorkflowVariablePropertyFilter"])[] | components["schemas"]["PropertyGroupFilter"] | null;
            samplingFactor?: number | null;
            series: (components["schemas"]["EventsNode"] | components["schemas"]["ActionsNode"] | components["schemas"]["DataWarehouseNode"])[];
            tags?: components["schemas"]["QueryLogTags"];
            trendsFilter?: components["schemas"]["TrendsFilter"];
            version?: number | null;
        };
        TrendsQueryResponse: {
            boxplot_data?: components["schemas"]["BoxPlotDatum"][] | null;
            error?: string | null;
            hasMore?: boolean | null;
            hogql?: string | null;
            modifiers?: components["schemas"]["HogQLQueryModifiers"];
            query_status?: components["schemas"]["QueryStatus"] | null;
            resolved_date_range?: components["schemas"]["ResolvedDateRangeResponse"];
            results: {
                [key: string]: unknown;
            }[];
            timings?: components["schemas"]["QueryTiming"][] | null;
        };
        Trigger: {
            job_type: string;
            job_id: string;
            payload: unknown;
        };
        /** @enum {string|null} */
        UrlMatching: "contains" | "exact" | "regex" | null;
        User: {
            date_joined: string;
            uuid: string;
            distinct_id: string | null;
            first_name?: string;
            last_name?: string;
            email: string;
            pending_email: string | null;
            is_email_verified: boolean | null;
            notification_settings?: {
                [key: string]: unknown;
            };
            anonymize_data?: boolean | null;
            allow_impersonation?: boolean | null;
            toolbar_mode?: components["schemas"]["ToolbarModeEnum"] | components["schemas"]["BlankEnum"] | null;
            has_password: boolean;
            id: number;
            is_staff?: boolean;
            is_impersonated: boolean | null;
            is_impersonated_until: string | null;
            is_impersonated_read_only: boolean | null;
            sensitive_session_expires_at: string | null;
            team: components["schemas"]["TeamBasic"];
            organization: components["schemas"]["Organization"];
            organizations: components["schemas"]["OrganizationBasic"][];
            set_current_organization?: string;
            set_current_team?: string;
            password?: string;
            current_password?: string;
            events_column_config?: unknown;
            is_2fa_enabled: boolean;
            has_social_auth: boolean;
            has_sso_enforcement: boolean;
            has_seen_product_intro_for?: unknown;
            scene_personalisation: components["schemas"]["ScenePersonalisationBasic"][];
            theme_mode?: components["schemas"]["ThemeModeEnum"] | components["schemas"]["BlankEnum"] | null;
            hedgehog_config?: unknown;
            allow_sidebar_suggestions?: boolean | null;
            shortcut_position?: components["schemas"]["ShortcutPositionEnum"] | components["schemas"]["BlankEnum"] | null;
            role_at_organization?: components["schemas"]["RoleAtOrganizationEnum"];
            passkeys_enabled_for_2fa?: boolean | null;
            is_organization_first_user: boolean | null;
            pending_invites: components["schemas"]["PendingInvite"][];
        };
        UserBasic: {
            id: number;
            uuid: string;
            distinct_id?: string | null;
            first_name?: string;
            last_name?: string;
            email: string;
            is_email_verified?: boolean | null;
            hedgehog_config: {
                [key: string]: unknown;
            } | null;
            role_at_organization?: components["schemas"]["RoleAtOrganizationEnum"] | components["schemas"]["BlankEnum"] | null;
        };
        VizSpecificOptions: {
            ActionsPie?: components["schemas"]["ActionsPie"];
            RETENTION?: components["schemas"]["RETENTION"];
        };
        /** @enum {string} */
        WidgetTypeEnum: "button" | "tab" | "selector";
        WorkflowVariablePropertyFilter: {
            key: string;
            label?: string | null;
            operator: components["schemas"]["PropertyOperator"];
            /** @constant */
            type?: "workflow_variable";
            value?: (string | number | boolean)[] | string | number | boolean | null;
        };
        /** @enum {string} */
        YAxisPosition: "left" | "right";
        /** @enum {string} */
        YAxisScaleType: "log10" | "linear";
        YAxisSettings: {
            scale?: components["schemas"]["Scale"];
            showGridLines?: boolean | null;
            showTicks?: boolean | null;
            startAtZero?: boolean | null;
        };
        _ExperimentApiMetricsList: components["schemas"]["ExperimentApiMetric"][];
        _InsightQuerySchema: components["schemas"]["InsightVizNode"] | components["schemas"]["DataTableNode"] | components["schemas"]["DataVisualizationNode"];
        SessionRecordingUpdated: {
            success: boolean;
        };
        Project: {
            id: number;
            uuid?: string;
            organization: string;
            name: string;
            api_token: string;
            created_at: string;
            timezone: string;
            is_demo?: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    actions_list: {
        parameters: {
            query?: {
                format?: "csv" | "json";
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedActionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    actions_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Action"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    actions_retrieve: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    actions_partial_update: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAction"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    annotations_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                search?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAnnotationList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    annotations_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Annotation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    annotations_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    annotations_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAnnotation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                search?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedCohortList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Cohort"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedCohort"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_persons_retrieve: {
        parameters: {
            query?: {
                format?: "csv" | "json";
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortPersonsResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_add_persons_to_static_cohort_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAddPersonsToStaticCohortRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cohorts_remove_person_from_static_cohort_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedRemovePersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboards_list: {
        parameters: {
            query?: {
                format?: "json" | "txt";
                limit?: number;
                offset?: number;
                search?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedDashboardBasicList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboards_create: {
        parameters: {
            query?: {
                format?: "json" | "txt";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Dashboard"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboards_retrieve: {
        parameters: {
            query?: {
                format?: "json" | "txt";
                filters_override?: string;
                refresh?: string;
                variables_override?: string;
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboards_partial_update: {
        parameters: {
            query?: {
                format?: "json" | "txt";
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedDashboard"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboards_run_insights_retrieve: {
        parameters: {
            query?: {
                format?: "json" | "txt";
                output_format?: "json" | "optimized";
                refresh?: "blocking" | "force_blocking" | "force_cache";
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunInsightsResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                event_type?: string;
                ordering?: string;
                search?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedEnterpriseEventDefinitionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EnterpriseEventDefinition"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseEventDefinition"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseEventDefinition"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedEnterpriseEventDefinition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseEventDefinition"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    event_definitions_by_name_retrieve: {
        parameters: {
            query: {
                name: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDefinitionRecord"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                archived?: boolean;
                created_by_id?: number;
                feature_flag_id?: number;
                order?: string;
                search?: string;
                status?: "all" | "complete" | "draft" | "paused" | "running" | "stopped";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedExperimentList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Experiment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedExperiment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_launch_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_pause_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_resume_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_end_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndExperiment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_archive_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_unarchive_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    experiments_ship_variant_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ShipVariant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_list: {
        parameters: {
            query?: {
                active?: "STALE" | "false" | "true";
                created_by_id?: string;
                evaluation_runtime?: "both" | "client" | "server";
                excluded_properties?: string;
                has_evaluation_contexts?: "false" | "true";
                limit?: number;
                offset?: number;
                search?: string;
                tags?: string;
                type?: "boolean" | "experiment" | "multivariant" | "remote_config";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedFeatureFlagList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FeatureFlagCreateRequestSchema"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureFlag"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureFlag"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedFeatureFlagPartialUpdateRequestSchema"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureFlag"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_activity_retrieve: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityLogPaginatedResponse"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_status_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureFlagStatusResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_dependent_flags_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependentFlag"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    flags_definitions: {
        parameters: {
            query: {
                token: string;
                send_cohorts?: string;
            };
            header?: {
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalEvaluationResponse"];
                };
            };
            /** @description ETag unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    feature_flags_local_evaluation_retrieve: {
        parameters: {
            query?: {
                send_cohorts?: boolean | null;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalEvaluationResponse"];
                };
            };
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    groups_types_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupType"][];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    groups_list: {
        parameters: {
            query: {
                cursor?: string;
                group_type_index: number;
                search: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedGroupList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    groups_find_retrieve: {
        parameters: {
            query: {
                group_key: string;
                group_type_index: number;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    insights_list: {
        parameters: {
            query?: {
                basic?: boolean;
                created_by?: string;
                created_date_from?: string;
                created_date_to?: string;
                dashboards?: string;
                date_from?: string;
                date_to?: string;
                favorited?: boolean;
                format?: "csv" | "json";
                insight?: "FUNNELS" | "JSON" | "LIFECYCLE" | "PATHS" | "RETENTION" | "SQL" | "STICKINESS" | "TRENDS";
                last_viewed_date_from?: string;
                last_viewed_date_to?: string;
                limit?: number;
                offset?: number;
                refresh?: "async" | "async_except_on_cache_miss" | "blocking" | "force_async" | "force_blocking" | "force_cache" | "lazy_async";
                saved?: boolean;
                search?: string;
                short_id?: string;
                tags?: string;
                user?: boolean;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedInsightList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    insights_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Insight"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Insight"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    insights_retrieve: {
        parameters: {
            query?: {
                format?: "csv" | "json";
                from_dashboard?: number;
                refresh?: "async" | "async_except_on_cache_miss" | "blocking" | "force_async" | "force_blocking" | "force_cache" | "lazy_async";
                filters_override?: string;
                variables_override?: string;
            };
            header?: never;
            path: {
                id: number | string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Insight"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    insights_partial_update: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: number | string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedInsight"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Insight"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_list: {
        parameters: {
            query?: {
                distinct_id?: string;
                email?: string;
                format?: "csv" | "json";
                limit?: number;
                offset?: number;
                properties?: components["schemas"]["Property"][];
                search?: string;
                include_total?: boolean;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedPersonRecordList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_retrieve: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonRecord"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_destroy: {
        parameters: {
            query?: {
                delete_events?: boolean;
                delete_recordings?: boolean;
                keep_person?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_partial_update: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    properties: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_update_property_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PersonUpdatePropertyRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_delete_property_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PersonDeletePropertyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_split_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: number;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    main_distinct_id?: string;
                    distinct_ids_to_split?: string[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_bulk_delete_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PersonBulkDeleteRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonBulkDeleteResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_batch_by_distinct_ids_create: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    distinct_ids: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results?: {
                            [key: string]: components["schemas"]["MinimalPerson"];
                        };
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_cohorts_retrieve: {
        parameters: {
            query: {
                format?: "csv" | "json";
                person_id: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            id: number;
                            name: string;
                            count: number | null;
                        }[];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    persons_values_retrieve: {
        parameters: {
            query: {
                format?: "csv" | "json";
                key: string;
                value?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            name: unknown;
                        }[];
                        refreshing?: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    projects_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    property_definitions_list: {
        parameters: {
            query?: {
                event_names?: string;
                exclude_core_properties?: boolean;
                exclude_hidden?: boolean;
                excluded_properties?: string;
                filter_by_event_names?: boolean | null;
                group_type_index?: number;
                is_feature_flag?: boolean | null;
                is_numerical?: boolean | null;
                limit?: number;
                offset?: number;
                properties?: string;
                search?: string;
                type?: "event" | "person" | "group" | "session";
                verified?: boolean | null;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedEnterprisePropertyDefinitionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    property_definitions_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterprisePropertyDefinition"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    property_definitions_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    property_definitions_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedEnterprisePropertyDefinition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterprisePropertyDefinition"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    query_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["QueryRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResponseAlternative"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryStatusResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    query_retrieve: {
        parameters: {
            query?: {
                show_progress?: boolean;
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryStatusResponse"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryStatusResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    query_destroy: {
        parameters: {
            query?: {
                dequeue_only?: boolean;
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message?: string;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    session_recordings_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                actions?: string;
                console_log_filters?: string;
                date_from?: string;
                date_to?: string;
                distinct_ids?: string;
                events?: string;
                filter_test_accounts?: string;
                having_predicates?: string;
                operand?: string;
                order?: string;
                order_direction?: string;
                person_uuid?: string;
                properties?: string;
                session_ids?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedSessionRecordingList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    session_recordings_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionRecording"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    session_recordings_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    session_recordings_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    viewed?: boolean;
                    analyzed?: boolean;
                    player_metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionRecordingUpdated"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_list: {
        parameters: {
            query?: {
                archived?: boolean;
                limit?: number;
                offset?: number;
                search?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedSurveyList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SurveySerializerCreateUpdateOnlySchema"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveySerializerCreateUpdateOnly"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedSurveySerializerCreateUpdateOnlySchema"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveySerializerCreateUpdateOnly"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    surveys_stats_retrieve: {
        parameters: {
            query?: {
                date_from?: string;
                date_to?: string;
            };
            header?: never;
            path: {
                id: string;
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyStatsResponse"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    users_list: {
        parameters: {
            query?: {
                email?: string;
                is_staff?: boolean;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedUserList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    users_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    users_me_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
