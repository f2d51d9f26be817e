import { createServer } from 'node:http'
import { createProxy } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { findUser } from './session.js'

const proxy = createProxy({
  host: 'eu',
  projectId: process.env['POSTHOG_PROJECT_ID'] ?? '',
  personalApiKey: process.env['POSTHOG_API_KEY'] ?? '',
  // Nothing is let in unless this says which scopes the request has.
  authorize: async request => {
    const user = await findUser(request)
    if (!user?.isStaff) return null
    return { scopes: ['query:read', 'person:read', 'feature_flag:write'], subject: user.email }
  },
})

// A web-standard handler: mount it at /api/posthog in any framework. In plain Node:
createServer(toNodeHandler(proxy)).listen(3000, '127.0.0.1')
