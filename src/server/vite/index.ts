// An ambient declaration cannot be imported; who imports the plugin gets the types of virtual:hogkit with it.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./client.ts" preserve="true" />
export { hogkit } from './plugin.js'
export type { HogkitPluginOptions, RunningSandbox } from './options.js'
