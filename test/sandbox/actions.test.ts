import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Action {
  id: number
  steps: Record<string, unknown>[]
  [name: string]: unknown
}

it('keeps steps with every field, and a name of its own', async () => {
  const made = await s.send<Action>('POST', 'actions/', {
    name: 'Signed up',
    tags: ['Growth'],
    steps: [{ event: 'signed_up' }, { event: '$pageview', url: '/welcome', url_matching: 'exact' }],
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ name: 'Signed up', tags: ['growth'], is_action: true, team_id: 1, deleted: false })
  expect(made.body.steps).toEqual([
    {
      event: 'signed_up',
      properties: null,
      selector: null,
      selector_regex: null,
      tag_name: null,
      text: null,
      text_matching: null,
      href: null,
      href_matching: null,
      url: null,
      url_matching: 'contains',
    },
    expect.objectContaining({ event: '$pageview', url: '/welcome', url_matching: 'exact' }),
  ])
  const twin = await s.send('POST', 'actions/', { name: 'Signed up' })
  expect(twin.body).toMatchObject({
    code: 'unique',
    attr: 'name',
    detail: `This project already has an action with this name, ID ${made.body.id}`,
  })
  expect((await s.send('PATCH', `actions/${made.body.id}/`, { description: 'x' })).status).toBe(200)
  await s.send('PATCH', `actions/${made.body.id}/`, { deleted: true })
  expect((await s.send('POST', 'actions/', { name: 'Signed up' })).status).toBe(201)
  const back = await s.send('PATCH', `actions/${made.body.id}/`, { deleted: false })
  expect(back.body).toMatchObject({ code: 'unique' })
})

it.each<[object, string, string]>([
  [{ name: 'a'.repeat(401) }, 'max_length', 'name'],
  [{ steps: 'all' }, 'not_a_list', 'steps'],
  [{ steps: ['one'] }, 'not_a_dict', 'steps__0'],
  [{ steps: [{}, { url_matching: 'nearly' }] }, 'invalid_choice', 'steps__1__url_matching'],
  [{ steps: [{ properties: [1] }] }, 'not_a_dict', 'steps__0__properties__0'],
  [{ tags: [''] }, 'blank', 'tags__0'],
])('refuses %j', async (body, code, attr) => {
  const answer = await s.send('POST', 'actions/', { name: 'Refused', ...body })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ type: 'validation_error', code, attr })
})
