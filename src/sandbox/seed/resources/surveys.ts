import type { DemoResource } from './types.js'

/** Questions have ids of their own; fixed ones, so that the demo is the same each time. */
const questionId = (number: number) => `5eedda7a-0000-4000-8001-00000000000${number}`

export const DEMO_SURVEYS: readonly DemoResource[] = [
  {
    key: 'nps',
    createdDaysAgo: 40,
    body: (_idOf, daysAgo) => ({
      name: 'Would you recommend Hedgebox?',
      description: 'Asked in the app, once a quarter.',
      type: 'popover',
      schedule: 'once',
      start_date: daysAgo(38),
      questions: [
        {
          id: questionId(1),
          type: 'rating',
          question: 'How likely are you to recommend Hedgebox to a colleague?',
          display: 'number',
          scale: 10,
          lowerBoundLabel: 'Not at all',
          upperBoundLabel: 'Very likely',
          branching: { type: 'response_based', responseValues: { detractors: 1, passives: 1, promoters: 'end' } },
        },
        { id: questionId(2), type: 'open', question: 'What would make it a better box?', optional: true },
      ],
      conditions: { url: 'app.hedgebox.example', urlMatchType: 'icontains', seenSurveyWaitPeriodInDays: 90 },
      appearance: { thankYouMessageHeader: 'Thank you!', displayThankYouMessage: true },
    }),
  },
  {
    key: 'roles',
    createdDaysAgo: 10,
    body: () => ({
      name: 'What do you store here?',
      description: 'For paying people only.',
      type: 'popover',
      questions: [
        {
          id: questionId(3),
          type: 'multiple_choice',
          question: 'What do you keep in your box?',
          choices: ['Contracts', 'Designs', 'Backups', 'Photos', 'Something else'],
          hasOpenChoice: true,
        },
      ],
      targeting_flag_filters: {
        groups: [
          {
            properties: [{ key: 'plan', type: 'person', operator: 'is_not', value: ['free'] }],
            rollout_percentage: 100,
          },
        ],
      },
    }),
  },
  {
    key: 'closing',
    createdDaysAgo: 75,
    body: (_idOf, daysAgo) => ({
      name: 'Why did you downgrade?',
      type: 'api',
      start_date: daysAgo(74),
      end_date: daysAgo(4),
      archived: true,
      questions: [
        {
          id: questionId(4),
          type: 'single_choice',
          question: 'Why the smaller plan?',
          choices: ['Too expensive', 'We need less room', 'We found something better'],
        },
      ],
    }),
  },
]
