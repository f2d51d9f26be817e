'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'
import { useQueueStatus } from '../../react/queue/useQueueStatus.js'
import { QueueStatusView, type QueueStatusOptions } from './QueueStatusView.js'

/** Props of {@link QueueStatus}; whatever a `output` takes is passed on to the root. */
export interface QueueStatusProps
  extends QueueStatusOptions, Omit<ComponentPropsWithoutRef<'output'>, 'children' | 'className' | 'style'> {}

/**
 * Says how many events wait to be sent, or that all were, and why they wait: `3 events waiting`. For a status bar or a
 * page of settings. From a queue state of your own: {@link QueueStatusView}.
 */
export const QueueStatus = forwardRef<HTMLOutputElement, QueueStatusProps>(function QueueStatus(props, ref) {
  return <QueueStatusView {...props} ref={ref} queue={useQueueStatus()} />
})
