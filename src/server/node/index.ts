export { toNodeHandler, type NodeHandler } from './toNodeHandler.js'
