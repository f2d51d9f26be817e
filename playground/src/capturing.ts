import type { BeforeSend } from 'hogkit'
import { browserProperties } from 'hogkit/core'
import { currentPlace } from './routing.js'

/** Browser, device and referrer with every event, under PostHog's names. */
export const plugins = [browserProperties()]

/** The address bar may show the admin page: an event of the product says where in the product its visitor is. */
export const beforeSend: BeforeSend = event => {
  const { app } = currentPlace()
  return { ...event, properties: { ...event.properties, $current_url: location.origin + app, $pathname: app } }
}
