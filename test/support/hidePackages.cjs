// For `NODE_OPTIONS=--require`: makes the packages of HOGKIT_TEST_HIDE look not installed to `require`, in this process and its children.
const Module = require('node:module')

const hidden = new Set(process.env['HOGKIT_TEST_HIDE']?.split(','))
const resolveFilename = Module._resolveFilename

Module._resolveFilename = function (request, ...rest) {
  if (!hidden.has(request)) return resolveFilename.call(this, request, ...rest)
  throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' })
}
