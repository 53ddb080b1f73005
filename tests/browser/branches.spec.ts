import { openAi } from '../fakes/fakeOpenAi.ts'
import { jsonAnswer } from '../fakes/fakeProtocol.ts'
import { openWindow } from './openWindow.ts'
import { choose, editor, messages, mine, press, talk } from './branchesStory.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { restingTop } from './resting.ts'
import {
  answers,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
  signIn,
} from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
})

test('the first message is edited and sent again, and arrows lead back to what stood below it, also after a reload', async ({
  page,
}) => {
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  await press(mine(page, 'What can you do?'), 'Edit')
  await expect(editor(page)).toBeFocused()
  await expect(editor(page)).toHaveValue('What can you do?')
  await page.keyboard.type(' Tell me more.')
  await takeScreens(page, 'branches-editor')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send edited' }).click()
  await expect(messages(page)).toHaveCount(2)
  await lastAnswer(page, 'Starter')
  const edited = mine(page, 'What can you do? Tell me more.')
  await expect(edited).toContainText('2/2')
  await expect(composer(page)).toBeFocused()
  await takeScreens(page, 'branches-edited')
  await expectAccessible(page)

  await press(edited, 'Previous version')
  const first = mine(page, 'What can you do?').first()
  await expect(first).toContainText('1/2')
  await expect(messages(page)).toHaveCount(4)
  await expect(mine(page, 'Where are my chats stored?')).toBeVisible()
  // The arrow that was pressed is at its end, so the focus is on the other one.
  await expect(first.getByRole('button', { name: 'Next version' })).toBeFocused()
  await expect(page.getByText('Version 1 of 2', { exact: true })).toBeAttached()

  await page.reload()
  await expect(messages(page)).toHaveCount(4)
  await expect(mine(page, 'What can you do?').first()).toContainText('1/2')
  await expect(mine(page, 'Where are my chats stored?')).toBeVisible()
})

test('an answer anywhere is asked for again, also of another model, and the old one stays when the new one fails', async ({
  page,
  fakes,
}) => {
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  const first = answers(page, 'Starter').first()
  const text = await first.locator('.bubble').innerText()
  await press(first, 'More')
  await page.getByRole('menuitem', { name: 'Regenerate with…' }).click()
  await expect(page.getByRole('menuitem', { name: 'fake-small' })).toBeVisible()
  await takeScreens(page, 'branches-regenerate-with')
  await expectAccessible(page)
  fakes.openai.answerWith(openAi.refusals.noQuota)
  await page.getByRole('menuitem', { name: 'fake-small' }).click()
  const failed = answers(page, 'fake-small').last()
  await expect(failed).toContainText(/quota|credit/iu)
  await expect(failed).toContainText('2/2')
  await expect(messages(page)).toHaveCount(2)
  await takeScreens(page, 'branches-failed')
  await press(failed, 'Previous version')
  await expect(answers(page, 'Starter').first().locator('.bubble')).toHaveText(text, { useInnerText: true })
  await expect(messages(page)).toHaveCount(4)

  fakes.openai.answerWith()
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  await press(answers(page, 'Starter').first(), 'Regenerate')
  await expect(answers(page, 'fake-small').last()).toContainText('Hello from the fake.')
  await expect(answers(page, 'fake-small').last()).toContainText('3/3')
  await press(answers(page, 'fake-small').last(), 'Previous version')
  await expect(answers(page, 'fake-small').last()).toContainText('2/3')
  // On the arrows, the arrow keys walk on.
  await page.keyboard.press('ArrowLeft')
  await expect(answers(page, 'Starter').first()).toContainText('1/3')
  await page.keyboard.press('ArrowRight')
  await expect(answers(page, 'fake-small').last()).toContainText('2/3')
})

test('a long list of models fits a small window, and a model can be typed in', async ({ page, fakes }) => {
  const models = Array.from({ length: 120 }, (_, index) => ({ id: `a-model-with-a-long-name-${index}` }))
  fakes.openai.answerWith((request) =>
    request.method === 'POST'
      ? openAi.answer('Typed in.')
      : jsonAnswer(200, { object: 'list', data: models }),
  )
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await talk(page, 'hello')
  await page.setViewportSize({ width: 360, height: 640 })
  await answers(page, 'Starter').last().getByRole('button', { name: 'More' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Starter' })).toBeFocused()
  await page.keyboard.press('End')
  const another = page.getByRole('menuitem', { name: 'Another model…' })
  await expect(another).toBeFocused()
  await expect(another).toBeInViewport({ ratio: 1 })
  await takeScreens(page, 'branches-many-models')
  await page.setViewportSize({ width: 360, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Another model' })
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'OpenAI' })
  await dialog.getByRole('textbox', { name: 'Model name' }).fill('typed-in')
  await press(dialog, 'Use model')
  await expect(answers(page, 'typed-in').last()).toContainText('Typed in.')
  await expect(answers(page, 'typed-in').last()).toContainText('2/2')
})

test('a message is deleted, its chat stays in step in two windows, and all of it comes back by Undo', async ({
  page,
  server,
}) => {
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  await second.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').click()
  await expect(messages(second)).toHaveCount(4)

  // Only itself: at once.
  await press(answers(page, 'Starter').last(), 'Delete')
  await expect(messages(page)).toHaveCount(3)
  await expect(messages(second)).toHaveCount(3)
  await expect(page.getByText('Message deleted.')).toBeVisible()
  await expect(mine(page, 'Where are my chats stored?')).toBeFocused()
  await takeScreens(page, 'branches-without-answer')
  await expectAccessible(page)
  await press(page.getByRole('status', { name: 'Notices' }), 'Undo')
  await expect(messages(page)).toHaveCount(4)
  await expect(messages(second)).toHaveCount(4)
  await expect(answers(page, 'Starter').last()).toBeFocused()

  // Answered anew.
  await press(answers(page, 'Starter').last(), 'Delete')
  await press(mine(page, 'Where are my chats stored?'), 'Get an answer')
  await expect(messages(second)).toHaveCount(4)
  await lastAnswer(page, 'Starter')
  await expect(answers(page, 'Starter').last()).toContainText(/encrypted/u)

  // With what follows: asked first.
  const dialog = page.getByRole('dialog', { name: /^Delete/u })
  await press(mine(page, 'Where are my chats stored?'), 'Delete')
  await expect(dialog).toContainText('Delete this message and the one that follows it?')
  await takeScreens(page, 'branches-delete')
  await expectAccessible(page)
  await press(dialog, 'Cancel')
  await expect(mine(page, 'Where are').getByRole('button', { name: 'Delete' })).toBeFocused()
  await expect(messages(page)).toHaveCount(4)
  await press(mine(page, 'Where are my chats stored?'), 'Delete')
  await press(dialog, 'Delete')
  await expect(messages(second)).toHaveCount(2)
  await expect(page.getByText('2 messages deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(messages(second)).toHaveCount(4)

  // The first one: the chat goes, and comes back.
  await press(mine(page, 'What can you do?'), 'Delete')
  await expect(dialog).toContainText('the whole chat goes')
  await press(dialog, 'Delete')
  await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible()
  await expect(second.getByRole('heading', { name: 'New chat' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(messages(page)).toHaveCount(4)
})

test('a deletion cannot be undone twice, and says so', async ({ page, server }) => {
  await talk(page, 'What can you do?')
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  await press(answers(page, 'Starter').last(), 'Delete')
  await expect(messages(page)).toHaveCount(1)
  const chats = second.getByRole('navigation', { name: 'Chats' })
  await chats.getByText('What can you do?').click()
  await press(messages(second).first(), 'Delete')
  await press(second.getByRole('dialog', { name: /^Delete/u }), 'Delete')
  await expect(second.getByText('Chat deleted')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByText('This cannot be undone any more')).toBeVisible()
})

test('the way to a message is copied into a new chat, and the chat it comes from stays', async ({ page }) => {
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  await choose(page, answers(page, 'Starter').first(), 'New chat from here')
  await expect(messages(page)).toHaveCount(2)
  await expect(page.getByText('This is a copy up to that message.')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?')).toHaveCount(2)
  await talk(page, 'hello')
  await expect(messages(page)).toHaveCount(4)
  await page.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').last().click()
  await expect(mine(page, 'Where are my chats stored?')).toBeVisible()
})

test('walking from a first message to a long branch stays with that message', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 })
  await talk(page, 'What can you do?', 'Where are my chats stored?', 'hello', 'How do I add a larger model?')
  await conversation(page).hover()
  await page.mouse.wheel(0, -5_000)
  // What is aimed at while it still moves is missed.
  await expect(conversation(page)).toHaveJSProperty('scrollTop', 0)
  const first = messages(page).first()
  await press(first, 'Edit')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(first).toContainText('2/2')
  await lastAnswer(page, 'Starter')
  const arrow = first.getByRole('button', { name: 'Previous version' })
  const before = await restingTop(arrow)
  await arrow.click()
  await expect(first).toContainText('1/2')
  await expect(first.getByRole('button', { name: 'Next version' })).toBeInViewport()
  expect(Math.abs((await restingTop(arrow)) - before)).toBeLessThan(4)
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeVisible()
})

test('walking to a branch that is longer than what is fetched at once stays with the message, too', async ({
  page,
}) => {
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  for (let turn = 1; turn <= 22; turn += 1) {
    await composer(page).fill(`Question ${turn}.`)
    await page.keyboard.press('Enter')
    await expect(mine(page, `Question ${turn}.`)).toBeVisible()
    await lastAnswer(page, 'fake-small')
  }
  await conversation(page).hover()
  await page.mouse.wheel(0, -20_000)
  // What is aimed at while it still moves is missed.
  await expect(conversation(page)).toHaveJSProperty('scrollTop', 0)
  const first = mine(page, 'Question 1.')
  await press(first, 'Edit')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(messages(page)).toHaveCount(2)
  await lastAnswer(page, 'fake-small')
  await press(first, 'Previous version')
  await expect(first).toContainText('1/2')
  await expect(first.getByRole('button', { name: 'Next version' })).toBeFocused()
  await expect(first.getByRole('button', { name: 'Next version' })).toBeInViewport()
  await expect(mine(page, 'Question 2.')).toBeVisible()
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(mine(page, 'Question 22.')).toBeInViewport()
})
