import type { Page } from '@playwright/test'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { openWindow } from './openWindow.ts'
import { editor, messages, mine, press, talk } from './branchesStory.ts'
import { fillChats } from './filledChats.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import {
  answers,
  ask,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  signIn,
} from './windowStory.ts'

/* An answer is being written somewhere else in the chat than where one looks. */

const stop = (page: Page) => page.getByRole('button', { name: 'Stop' })
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })

const slow = 'fake-small'

async function chooseSlow(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: slow })
}

async function searchFor(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill(words)
  const found = page.getByRole('list', { name: 'Messages found' })
  await found.getByRole('button').filter({ hasText: words }).first().click()
}

async function expectAnswering(page: Page): Promise<void> {
  await expect(stop(page)).toBeVisible()
  const message = messages(page).first()
  await expect(message.getByRole('button', { name: 'Edit', exact: true })).toBeDisabled()
  await expect(message.getByRole('button', { name: 'Delete' })).toBeDisabled()
}

interface Held {
  readonly hold: () => void
  readonly release: () => void
}

/** Lets a window wait for what the core says, between `hold` and `release`. */
async function holdAnswers(page: Page): Promise<Held> {
  let holding = false
  const waiting: (() => void)[] = []
  await page.routeWebSocket(/./u, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((frame) => {
      if (holding) waiting.push(() => socket.send(frame))
      else socket.send(frame)
    })
  })
  return {
    hold: () => {
      holding = true
    },
    release: () => {
      holding = false
      for (const pass of waiting.splice(0)) pass()
    },
  }
}

test.beforeEach(async ({ fakes, page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  const begun = [{ write: openAi.text('Once upon a time') }, { hang: true }] as const
  fakes.openai.answerWith({ ...openAi.answer(), steps: begun })
})

test('an answer at the end of a long chat is stopped from the middle of it', async ({ page, server }) => {
  const texts = Array.from({ length: 600 }, (_, index) => ({
    text: index === 301 ? 'Then a kingfisher came.' : `Part ${index + 1} of it.`,
  }))
  fillChats(server.dataFolder, 'Ada', [
    { title: 'A long story', startedAt: 1_750_000_000_000, messages: texts },
  ])
  await page.reload()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('A long story').click()
  await expect(conversation(page).getByText('Part 600 of it.')).toBeInViewport()
  await chooseSlow(page)
  await ask(page, 'And then?')
  await expect(answers(page, slow).last()).toContainText('Once upon a time')
  await searchFor(page, 'kingfisher')
  await expect(answers(page, 'Starter').filter({ hasText: 'kingfisher' })).toBeFocused()
  await expectAnswering(page)
  await composer(page).focus()
  await page.keyboard.press('Escape')
  await expect(send(page)).toBeVisible()
  await expect(messages(page).first().getByRole('button', { name: 'Delete' })).toBeEnabled()
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(answers(page, slow).last()).toContainText('Stopped')
})

test('an answer on another branch says that it is being written, is gone to, and is stopped from anywhere', async ({
  page,
}) => {
  await talk(page, 'What can you do?')
  await chooseSlow(page)
  await press(mine(page, 'What can you do?'), 'Edit')
  await editor(page).fill('A long story, please.')
  await page.getByRole('button', { name: 'Send edited' }).click()
  await expect(answers(page, slow).last()).toContainText('Once upon a time')
  await searchFor(page, 'What can')
  const first = mine(page, 'What can you do?')
  await expect(first).toBeFocused()
  await expectAnswering(page)
  const there = page.getByRole('button', { name: 'Go to the answer being written' })
  await expect(there).toBeVisible()
  await takeScreens(page, 'running-elsewhere')
  await expectAccessible(page)

  // What is shown can be read and walked through meanwhile, and the answer is not lost sight of.
  await press(first, 'Next version')
  await expect(answers(page, slow).last()).toContainText('Once upon a time')
  await expect(there).toBeHidden()
  await press(mine(page, 'A long story, please.'), 'Previous version')
  await there.click()
  await expect(answers(page, slow).last()).toBeFocused()
  await press(mine(page, 'A long story, please.'), 'Previous version')
  await expect(first).toContainText('1/2')
  await page.reload()
  await expectAnswering(page)
  await stop(page).click()
  await expect(send(page)).toBeVisible()
  await expect(there).toBeHidden()
  await press(first, 'Next version')
  await expect(answers(page, slow).last()).toContainText('Stopped')
})

test('why a message was refused is said until the answer in its way has ended', async ({ page, server }) => {
  await talk(page, 'What can you do?')
  const second = await openWindow(page)
  const held = await holdAnswers(second)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  await second.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').click()
  await expect(messages(second)).toHaveCount(2)
  await chooseSlow(page)
  // The other window hears of the answer only after it has sent something itself.
  held.hold()
  await ask(page, 'A long story, please.')
  await expect(answers(page, slow).last()).toContainText('Once upon a time')
  await ask(second, 'And me?')
  held.release()
  await expect(second.getByText(/An answer is being written/u)).toBeVisible()
  await stop(page).click()
  await expect(send(second)).toBeVisible()
  await expect(second.getByText(/An answer is being written/u)).toHaveCount(0)
  await expect(composer(second)).toHaveValue('And me?')
})
