/**
 * Settings of every query beside its own limits, the same for each driver.
 * 64-bit integers and decimals come as text, so that none loses a digit on the way.
 */
export const QUERY_SETTINGS = {
  timeout_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  max_rows_to_read: 0,
  max_result_bytes: 268_435_456,
  max_threads: 2,
  max_ast_elements: 500_000,
  max_expanded_ast_elements: 500_000,
  max_query_size: 134_217_728,
  allow_introspection_functions: 0,
  transform_null_in: 1,
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_json_named_tuples_as_objects: 0,
  output_format_json_quote_denormals: 0,
} as const

/** The same as the parts of a SET statement. */
export function settingList(): string[] {
  return Object.entries(QUERY_SETTINGS).map(
    ([name, value]) => `${name}=${typeof value === 'number' ? value : `'${value}'`}`,
  )
}
