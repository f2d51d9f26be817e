#!/usr/bin/env node
import { createProgram } from './program.js'
import { reportFailure } from './failure.js'

try {
  await createProgram().parseAsync()
} catch (error) {
  reportFailure(error)
}
