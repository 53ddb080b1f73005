import { expect, type Page } from '@playwright/test'
import { takeScreens } from './screens.ts'
import {
  answers,
  ask,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
  password,
  signIn,
} from './windowStory.ts'

/** What a host lets the story do to the process that serves the window. */
export interface StoryHost {
  /** A page of the running application, at its start. */
  open(): Promise<Page>
  /** As `kill -9` does. */
  kill(): Promise<void>
  /** Starts it again on the same data; answers with the page that a person then looks at. */
  restart(): Promise<Page>
  /** Whether the page outlives the process, so that it can say that it lost the connection. */
  readonly pageOutlivesProcess: boolean
  /** Leaves pictures of the screens under this name; none where it is null. */
  readonly screens: string | null
}

const question = 'Where are my chats stored?'

/**
 * The whole of the first issue in one go: a person makes a profile, asks, is cut off by `kill -9` in mid-answer,
 * comes back and finds it all there.
 */
export async function tellTheStory(host: StoryHost): Promise<void> {
  async function look(page: Page, name: string): Promise<void> {
    if (host.screens) await takeScreens(page, `${host.screens}-${name}`)
    await expectAccessible(page)
  }

  let page = await host.open()
  await expect(page.getByRole('button', { name: 'Create profile' })).toBeVisible()
  await look(page, '01-first-start')
  await createProfile(page, { userName: 'Ada', email: 'ada@example.org' })

  await expect(page.getByRole('button', { name: 'What can you do?' })).toBeVisible()
  await look(page, '02-first-question')
  await page.getByRole('button', { name: 'What can you do?' }).click()
  await expect(await lastAnswer(page, 'Starter')).toContainText(/Confab/u)

  await ask(page, question)
  const answer = await lastAnswer(page, 'Starter')
  await expect(answer).toContainText(/encrypted/u)
  await expect(answer.locator('time')).toHaveText(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/u)
  await expect(answer.locator('time')).toHaveAttribute(
    'datetime',
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u,
  )
  await look(page, '03-conversation')

  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'Write until somebody stops you.')
  const cutOff = answers(page, 'Slow').last()
  await expect(cutOff).toContainText(/(\w+ ){20}/u)
  // What has been shown for longer than a quarter of a second is on the disk.
  const shown = /(\w+ ){10}/u.exec(await cutOff.innerText())?.[0] ?? ''
  await page.waitForTimeout(250)
  await host.kill()
  if (host.pageOutlivesProcess) {
    await expect(page.getByText(/Connection lost/u)).toBeVisible()
    await look(page, '04-connection-lost')
    await composer(page).fill('typed while it was away')
  }

  page = await host.restart()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await look(page, '05-sign-in')
  await page.getByLabel('Password', { exact: true }).fill('not my password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(/not the password|password is wrong|wrong password/iu).first()).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  if (host.pageOutlivesProcess) await expect(composer(page)).toHaveValue('typed while it was away')
  else await page.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').click()

  const interrupted = answers(page, 'Slow').last()
  await expect(interrupted).toContainText('Interrupted')
  await expect(interrupted).toContainText(shown)
  await look(page, '06-interrupted')

  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Starter' })
  await interrupted.getByRole('button', { name: 'Regenerate' }).click()
  const second = await lastAnswer(page, 'Starter')
  await expect(second).toContainText('2/2')
  await second.getByRole('button', { name: 'Previous version' }).click()
  await expect(answers(page, 'Slow').last()).toContainText('Interrupted')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  expect(await conversation(page).count()).toBe(0)
  await signIn(page, 'Ada')
  await page.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').click()
  await expect(conversation(page)).toContainText(question)
}
