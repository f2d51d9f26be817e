/**
 * Narrows names for one application. Augment it once and every hook, component and helper follows:
 *
 * ```ts
 * declare module 'hogkit' {
 *   interface Register {
 *     flags: { 'new-nav': boolean; checkout: 'control' | 'one-page' }
 *     events: { 'file uploaded': { size: number } }
 *   }
 * }
 * ```
 */
export interface Register {}
