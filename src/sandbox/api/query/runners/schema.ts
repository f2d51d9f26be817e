import type { QueryRunner } from '../runner.js'

/** `DatabaseSchemaQuery`: the tables that queries can read. */
export const databaseSchema: QueryRunner = async (_, { hogql }) => ({
  tables: Object.fromEntries(hogql.schema().map(table => [table.name, table])),
  joins: [],
})
