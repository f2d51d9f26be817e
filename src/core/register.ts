/**
 * Narrows names for one application. Augment it once and every hook, component and helper follows:
 *
 * ```ts
 * declare module 'hogkit' {
 *   interface Register {
 *     flags: {
 *       'new-nav': boolean
 *       checkout: 'control' | 'one-page'
 *       // With a payload: what the flag can be, and the JSON that comes with it.
 *       banner: { value: 'blue' | 'red'; payload: { headline: string } }
 *     }
 *     events: { 'file uploaded': { size: number } }
 *     // Queries that live on the server (`createProxy({ queries })`): what they take, and one row of what they give.
 *     queries: { topEvents: { values: { days: number }; row: { event: string; total: number } } }
 *   }
 * }
 * ```
 */
export interface Register {}
