import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// What must happen is waited for as long as a busy machine needs: the default of a second is no promise of ours.
configure({ asyncUtilTimeout: 10_000 })

afterEach(cleanup)
