export { createFileStorage, type FileStorage } from './fileStorage.js'
export { toNodeHandler, type NodeHandler } from './toNodeHandler.js'
