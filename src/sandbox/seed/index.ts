export { createDemoData, type DemoDataOptions } from './createDemoData.js'
export type { DemoData, DemoEvent, DemoGroup, DemoPerson, FlagCreateBody } from './types.js'
