import type { Locator, Page } from '@playwright/test'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import {
  ask,
  chooseInChat,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
} from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await chooseModel(page)
})

async function chooseModel(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
}

async function openUsage(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Usage', exact: true }).click()
  return settings
}

test('a spent budget refuses before anything is sent, keeps what was typed, and goes on after a top-up', async ({
  page,
  fakes,
}) => {
  const settings = await openUsage(page)
  await settings.getByRole('checkbox', { name: 'Keep to a budget' }).click()
  await expect(settings.getByText('Balance: 4,000')).toBeVisible()
  await settings.getByLabel('Cost of an answer').fill('0')
  await settings.getByRole('button', { name: 'Save cost' }).click()
  await expect(settings.getByText('Enter a whole number from 1 to 1,000,000.')).toBeVisible()
  await settings.getByLabel('Cost of an answer').fill('3,000')
  await settings.getByRole('button', { name: 'Save cost' }).click()
  await expect(settings.getByText('Saved')).toBeVisible()
  await takeScreens(page, 'budget')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Budget: 4,000 left' })).toBeVisible()

  await ask(page, 'What is the capital of France?')
  await lastAnswer(page, 'fake-small')
  const topUp = page.getByRole('button', { name: 'Top up the budget' })
  await expect(topUp).toBeVisible()
  const asked = fakes.openai.requests.length
  const notes = page.locator('#composer-notes')
  await expect(notes).toHaveText('')
  // Said before Enter is pressed: who clicks finds a grey button.
  await composer(page).fill('And of Italy?')
  await expect(notes).toHaveText('The budget is spent. Top it up, then send; what you write stays here.')
  await composer(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
  await takeScreens(page, 'budget-spent')
  await expectAccessible(page)
  // What the window does not stop, the core does: nothing is sent for another version either.
  await (await lastAnswer(page, 'fake-small')).getByRole('button', { name: 'Regenerate' }).click()
  await expect(page.getByText('The budget does not cover another answer: 1,000 left')).toBeVisible()
  expect(fakes.openai.requests.length).toBe(asked)

  await topUp.click()
  await expect(settings.getByText('Balance: 1,000 That does not cover another answer')).toBeVisible()
  const amount = settings.getByLabel('Amount')
  await amount.fill('4.5')
  await settings.getByRole('button', { name: 'Top up' }).click()
  await expect(settings.getByText('A point or a comma may only part thousands')).toBeVisible()
  await takeScreens(page, 'budget-refused')
  await amount.fill('4.000')
  await settings.getByRole('button', { name: 'Top up' }).click()
  await expect(settings.getByText('Balance: 5,000')).toBeVisible()
  await expect(settings.getByText('does not cover another answer')).toBeHidden()
  const unit = settings.getByRole('combobox', { name: 'The balance counts' })
  await unit.selectOption({ label: 'Tokens, in and out' })
  await expect(settings.getByText('Balance: 100,000 tokens')).toBeVisible()
  await unit.selectOption({ label: 'Answers, at a price each' })
  await expect(settings.getByText('Balance: 5,000')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(composer(page)).toHaveValue('And of Italy?')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(conversation(page).getByRole('article')).toHaveCount(4)
  await expect(page.getByRole('button', { name: 'Top up the budget' })).toBeVisible()

  // A suggestion comes back into the composer, which says why, once.
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.getByRole('list', { name: 'Example questions' }).getByRole('button').first().click()
  await expect(composer(page)).not.toHaveValue('')
  await expect(notes).toHaveText('The budget is spent. Top it up, then send; what you write stays here.')
  await expect(page.getByText('does not cover another answer: 2,000 left')).toHaveCount(0)
  await takeScreens(page, 'budget-suggestion')
})

/** Of the tables of usage, those that have to be scrolled to see their last column. */
function cutTables(settings: Locator): Promise<readonly (string | null)[]> {
  return settings
    .locator('.usage-scroll')
    .evaluateAll((frames) =>
      frames
        .filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth)
        .map((frame) => frame.getAttribute('aria-label')),
    )
}

test('every column of usage is in sight on a wide screen, and the settings stay where they are', async ({
  page,
}) => {
  const longName = 'provider-of-models/a-model-with-quite-a-long-name-instruct-2507'
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Another model…' })
  const another = page.getByRole('dialog', { name: 'Another model' })
  await another.getByRole('textbox', { name: 'Model name' }).fill(longName)
  await another.getByRole('button', { name: 'Use model' }).click()
  await ask(page, 'What is the capital of France?')
  await lastAnswer(page, longName)
  const settings = await openUsage(page)
  await settings.getByRole('checkbox', { name: 'Keep to a budget' }).click()
  const recent = settings.getByRole('table', { name: 'Recent requests' })
  await expect(recent.getByRole('columnheader', { name: 'Charged' })).toBeVisible()
  await settings.getByText('By day, as a table').click()
  expect(await cutTables(settings)).toEqual([])
  await expect(recent.getByText(longName).first()).toHaveAttribute('title', longName)
  await recent.scrollIntoViewIfNeeded()
  await takeScreens(page, 'usage-columns')
  await expectAccessible(page)

  await settings.evaluate((dialog) => dialog.scrollTo(0, 10_000))
  expect(await settings.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
})

test('what was asked is counted by day, by model and one by one, for all who look at it', async ({
  page,
  fakes,
}) => {
  await ask(page, 'What is the capital of France?')
  await lastAnswer(page, 'fake-small')
  fakes.openai.answerWith(openAi.refusals.badRequest)
  await ask(page, 'Fail, please.')
  await expect(conversation(page).getByText(/The provider refused/u)).toBeVisible()
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Starter' })
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')

  const settings = await openUsage(page)
  const models = settings.getByRole('table', { name: 'By model' })
  // The title, for which the fake has none, is a request too.
  await expect(models.getByRole('row', { name: /^fake-small/u })).toContainText('3')
  await expect(models.getByRole('row', { name: /^fake-small/u })).toContainText('14')
  await expect(models.getByRole('row', { name: /^All/u })).toContainText('4')
  const bars = settings.getByRole('list', { name: 'Requests by day' })
  await expect(bars.getByRole('listitem')).toHaveCount(30)
  await expect(bars.getByRole('listitem').last()).toContainText('4 requests (fake-small 3, Starter 1)')
  await expect(bars.getByRole('listitem').first()).toContainText('nothing')
  const recent = settings.getByRole('table', { name: 'Recent requests' })
  await expect(recent.getByRole('row').nth(1)).toContainText('Starter')
  await expect(recent.getByRole('row', { name: /fake-small .*Failed/u })).toBeVisible()
  await expect(recent.getByRole('row', { name: /fake-small \(title\)/u })).toBeVisible()
  await takeScreens(page, 'usage')
  await expectAccessible(page)

  await settings.getByRole('combobox', { name: 'Period' }).selectOption('7 days')
  await expect(bars.getByRole('listitem')).toHaveCount(7)
  await settings.getByRole('combobox', { name: 'Chart of' }).selectOption('Tokens')
  await expect(
    settings.getByRole('list', { name: 'Tokens by day' }).getByRole('listitem').last(),
  ).toContainText(/tokens \(fake-small/u)
  await settings.getByText('By day, as a table').click()
  await expect(settings.getByRole('table', { name: 'By day' })).toContainText('Starter')
  await recent.scrollIntoViewIfNeeded()
  await takeScreens(page, 'usage-tables')
  await expectAccessible(page)
})

test('how much the next request takes along is in sight, kept to, and marked in the chat', async ({
  page,
  fakes,
}) => {
  await composer(page).fill('A question of about thirty letters')
  await expect(page.getByRole('button', { name: 'Next: 1 message, about' })).toContainText('of 8,192 tokens')
  await page.keyboard.press('Enter')
  await lastAnswer(page, 'fake-small')
  // 7 were read for the question and 5 written, and the request is recorded, so nothing is estimated.
  await expect(page.getByRole('button', { name: /^Next: 3 messages, 12 of 8,192 tokens/u })).toBeVisible()
  for (const question of ['The second?', 'The third?', 'The fourth?']) {
    await ask(page, question)
    await lastAnswer(page, 'fake-small')
  }
  const line = page.getByRole('button', { name: /^Next:/u })
  await expect(line).toContainText('Next: 9 messages')
  await line.click()
  const setup = page.getByRole('dialog', { name: 'Chat setup' })
  await setup.getByRole('textbox', { name: 'Messages sent' }).fill('0')
  await setup.getByRole('button', { name: 'Save' }).click()
  await expect(setup.getByText('A whole number from 1 to 200, please.')).toBeVisible()
  await setup.getByRole('button', { name: '6 messages' }).click()
  await expect(setup.getByText('A whole number from 1 to 200, please.')).toBeHidden()
  await takeScreens(page, 'context-setup')
  await expectAccessible(page)
  await setup.getByRole('button', { name: 'Save' }).click()
  await expect(line).toContainText('Next: 5 messages')
  const mark = conversation(page).getByRole('separator', { name: 'Messages above are not sent any more' })
  await expect(mark).toHaveCount(1)
  const warning = page.locator('.next-warning')
  await expect(warning).toHaveCount(0)
  const below = page.locator('.sent-line + article')
  await expect(below).toContainText('The third?')
  await takeScreens(page, 'context-mark')
  await expectAccessible(page)

  await ask(page, 'The fifth?')
  await expect(conversation(page).getByRole('article').last()).toContainText('Hello from the fake.')
  await expect.poll(() => JSON.stringify(fakes.openai.requests.at(-1)?.body)).toContain('The fifth?')
  const sent = fakes.openai.requests.findLast(({ method }) => method === 'POST')?.body
  expect(sent).toMatchObject({
    messages: [
      { content: 'The third?' },
      { content: 'Hello from the fake.' },
      { content: 'The fourth?' },
      { content: 'Hello from the fake.' },
      { content: 'The fifth?' },
    ],
  })
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Starter' })
  await expect(line).toContainText('Starter reads only the newest message')
  await expect(mark).toHaveCount(0)
  const only = 'Messages above are not sent to Starter'
  await expect(conversation(page).getByRole('separator', { name: only })).toHaveCount(1)
  await takeScreens(page, 'context-newest')
  await expectAccessible(page)

  // Below the 8,192 that it reads, and more than is left of them beside an answer.
  await chooseModel(page)
  await composer(page).fill('word '.repeat(5_000))
  await expect(warning).toHaveText(/too little room for its answer/u)
  await takeScreens(page, 'context-too-long')
  await expectAccessible(page)
  await composer(page).fill('word '.repeat(4_880))
  await expect(warning).toHaveText('More does not fit fake-small, so earlier messages are not given to it.')

  // On a narrow screen the line under a message has lines of its own, which do not touch the bubble.
  await page.setViewportSize({ width: 360, height: 800 })
  const gap = await (
    await lastAnswer(page, 'fake-small')
  ).evaluate((article) => {
    const edge = (name: string): DOMRect | undefined => article.querySelector(name)?.getBoundingClientRect()
    return (edge('.message-meta')?.top ?? 0) - (edge('.bubble')?.bottom ?? 0)
  })
  expect(gap).toBeGreaterThanOrEqual(4)
})

test('a chat is named by its model, unless a person names it first or wants none', async ({
  page,
  fakes,
}) => {
  fakes.openai.answerTitlesWith(openAi.answer('"The capital ', 'of France."'))
  await ask(page, 'What is the capital of France, please?')
  await expect(page.getByRole('heading', { name: 'The capital of France' })).toBeVisible()
  const chats = page.getByRole('navigation', { name: 'Chats' })
  await expect(chats.getByText('The capital of France')).toBeVisible()

  const slow = openAi.answer('Too late')
  fakes.openai.answerTitlesWith({ ...slow, steps: [{ pause: 2_500 }, ...slow.steps] })
  await page.getByRole('button', { name: 'New chat' }).click()
  await chooseModel(page)
  await ask(page, 'What is the capital of Italy, please?')
  await lastAnswer(page, 'fake-small')
  await chooseInChat(page, 'What is the capital of', 'Rename')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Mine')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()
  const settings = await openUsage(page)
  const titleRow = settings.getByRole('row', { name: /\(title\) Complete/u })
  await expect(titleRow).toHaveCount(2)
  await settings.getByRole('button', { name: 'Models', exact: true }).click()
  await settings.getByRole('checkbox', { name: 'Let models name chats' }).click()
  await expect(settings.getByText('Saved').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()

  const asked = fakes.openai.titleRequests.length
  await page.getByRole('button', { name: 'New chat' }).click()
  await chooseModel(page)
  await ask(page, 'What is the capital of Spain, please?')
  await lastAnswer(page, 'fake-small')
  await ask(page, 'And of Portugal?')
  await lastAnswer(page, 'fake-small')
  expect(fakes.openai.titleRequests.length).toBe(asked)
})
