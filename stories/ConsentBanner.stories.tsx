import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { ConsentBanner } from 'hogkit/components'
import type { Consent } from 'hogkit/core'
import { expect, fn, userEvent, within } from 'storybook/test'
import { makeClient } from './fixtures/provider.js'

/** Asks whether measuring is fine as long as nothing is decided; a client for each story, so that all are asked. */
const meta = {
  component: ConsentBanner,
  parameters: { consent: 'pending' },
  args: { onDecision: fn() },
  loaders: [({ parameters }) => ({ client: makeClient(undefined, { consent: parameters['consent'] as Consent }) })],
  decorators: [
    (Story, { loaded }) => (
      <HogkitProvider client={(loaded as { client: ReturnType<typeof makeClient> }).client}>
        {/* What is fixed to the window's edge takes no room on a page of docs. */}
        <main style={{ minBlockSize: 320 }}>
          <section className="note">
            <h3>Your files</h3>
            <p>Three were shared with you this week.</p>
          </section>
        </main>
        <Story />
      </HogkitProvider>
    ),
  ],
} satisfies Meta<typeof ConsentBanner>

export default meta
type Story = StoryObj<typeof meta>

const privacy = <a href="#privacy">Privacy policy</a>

export const Pending: Story = {
  args: { children: privacy },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAccessibleName(
      'May we measure how you use this site?',
    )
    await expect(document.body).toHaveFocus()
  },
}

/** Decided: nothing to see. */
export const Granted: Story = {
  parameters: { consent: 'granted' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('region')).toBeNull()
  },
}

export const Denied: Story = { ...Granted, parameters: { consent: 'denied' } }

export const Dark: Story = { globals: { theme: 'dark' }, args: { children: privacy } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: {
    labels: {
      title: 'هل يمكننا قياس كيفية استخدامك لهذا الموقع؟',
      text: 'يوضح لنا ذلك ما ينجح وما لا ينجح. إذا رفضت فلن يُسجَّل شيء.',
      accept: 'أوافق',
      decline: 'أرفض',
    },
    children: <a href="#privacy">سياسة الخصوصية</a>,
  },
}

/** Words of any length: both answers stay as wide as one another. */
export const LongText: Story = {
  args: {
    lang: 'de',
    labels: {
      title: 'Dürfen wir auswerten, wie Sie unsere Dokumentenverwaltungsplattform verwenden?',
      text:
        'Wir messen, welche Seiten aufgerufen und welche Funktionen verwendet werden, um zu erkennen, was gut funktioniert und was nicht. ' +
        'Die Angaben werden in der Europäischen Union gespeichert, nicht an Dritte weitergegeben und nach zwölf Monaten gelöscht. ' +
        'Wenn Sie ablehnen, wird nichts aufgezeichnet, auch nicht, was vor Ihrer Entscheidung geschah.',
      accept: 'Zustimmen und weiter',
      decline: 'Ohne Auswertung fortfahren',
    },
    children: <a href="#datenschutz">Datenschutzerklärung</a>,
  },
}

export const Phone: Story = {
  args: { children: privacy },
  globals: { viewport: { value: 'mobile1' } },
}

/** Where it stands in the page, for a page of settings. */
export const Inline: Story = { args: { placement: 'inline' } }

/** The whole way by keyboard. */
export const Declining: Story = {
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Decline' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(args.onDecision).toHaveBeenCalledWith('denied')
    await expect(canvas.queryByRole('region')).toBeNull()
  },
}

/** The behaviour without the looks: a function draws the banner. */
export const WithFunction: Story = {
  args: {
    children: ({ accept, decline }) => (
      <section className="note" aria-label="Measuring">
        <h3>Cookies?</h3>
        <button type="button" onClick={decline}>
          No
        </button>{' '}
        <button type="button" onClick={accept}>
          Yes
        </button>
      </section>
    ),
  },
}
