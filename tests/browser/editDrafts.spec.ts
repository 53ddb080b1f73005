import type { Page } from '@playwright/test'
import { openWindow } from './openWindow.ts'
import { editor, messages, mine, press, talk } from './branchesStory.ts'
import { takeScreens } from './screens.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import { answers, composer, createProfile, expectAccessible, lastAnswer, signIn } from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
})

const notices = (page: Page) => page.getByRole('status', { name: 'Notices' })
const chat = (page: Page, title: string) =>
  page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: title, exact: true })

/** Another window of the same person, at a chat. */
async function secondWindow(page: Page, { address }: ServerUnderTest, title: string) {
  const second = await openWindow(page)
  await second.goto(address)
  await signIn(second, 'Ada')
  await chat(second, title).click()
  return second
}

test('what is typed in the text box of a message is kept like a draft, and the message shows it', async ({
  page,
}) => {
  await talk(page, 'What can you do?')
  const first = mine(page, 'What can you do?')
  const unsent = first.getByText('Unsent edit')
  const goOn = async (text: string): Promise<void> => {
    await expect(unsent).toBeVisible()
    await press(first, 'Edit')
    await expect(editor(page)).toHaveValue(text)
  }
  await press(first, 'Edit')
  await page.keyboard.type(' Now')
  await page.keyboard.press('Escape')
  await expect(unsent).toBeVisible()
  await takeScreens(page, 'unsent-edit')
  await expectAccessible(page)
  await page.reload()
  await goOn('What can you do? Now')

  // Also what was typed right before the window went.
  await page.keyboard.type('!')
  await page.reload()
  await goOn('What can you do? Now!')
  await page.keyboard.type('!')
  await page.getByRole('button', { name: 'New chat' }).click()
  await chat(page, 'What can you do?').click()
  await goOn('What can you do? Now!!')
  await page.keyboard.type('!')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, 'Ada')
  await chat(page, 'What can you do?').click()
  await goOn('What can you do? Now!!!')

  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(unsent).toHaveCount(0)
  await expect(first.getByRole('button', { name: 'Edit', exact: true })).toBeFocused()
  await page.waitForTimeout(600)
  await page.reload()
  await expect(messages(page)).toHaveCount(2)
  await expect(unsent).toHaveCount(0)

  await press(first, 'Edit')
  await page.keyboard.type(' Briefly.')
  await page.waitForTimeout(600)
  await page.getByRole('button', { name: 'Send edited' }).click()
  await lastAnswer(page, 'Starter')
  await press(mine(page, 'Briefly.'), 'Previous version')
  await page.reload()
  await expect(mine(page, 'What can you do?')).toContainText('1/2')
  await expect(unsent).toHaveCount(0)
})

test('what is typed for a message that another window deletes is in the message field', async ({
  page,
  server,
}) => {
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  const second = await secondWindow(page, server, 'What can you do?')
  await press(mine(page, 'Where are'), 'Edit')
  await page.keyboard.type(' Exactly')
  await press(mine(second, 'Where are'), 'Delete')
  await press(second.getByRole('dialog', { name: /^Delete/u }), 'Delete')
  await expect(notices(page)).toContainText('Your text is in the message field now.')
  await expect(composer(page)).toHaveValue('Where are my chats stored? Exactly')
  await expect(composer(page)).toBeFocused()

  // With the first message the chat goes, and what was typed goes on in a new one.
  await composer(page).fill('')
  await press(mine(page, 'What can you do?'), 'Edit')
  await page.keyboard.type(' Here')
  await press(mine(second, 'What can you do?'), 'Delete')
  await press(second.getByRole('dialog', { name: /^Delete/u }), 'Delete')
  await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible()
  await expect(composer(page)).toHaveValue('What can you do? Here')
})

test('what is typed stays with its version when another window shows another one', async ({
  page,
  server,
}) => {
  await talk(page, 'What can you do?')
  await press(mine(page, 'What can you do?'), 'Edit')
  await editor(page).fill('Where are my chats stored?')
  await page.getByRole('button', { name: 'Send edited' }).click()
  await lastAnswer(page, 'Starter')
  const second = await secondWindow(page, server, 'What can you do?')
  await press(mine(page, 'Where are'), 'Edit')
  await page.keyboard.type(' Exactly')
  await press(mine(second, 'Where are'), 'Previous version')
  await expect(notices(page)).toContainText('What you typed is kept with the one you were editing.')
  await expect(composer(page)).toBeFocused()
  await press(mine(page, 'What can you do?'), 'Next version')
  await expect(mine(page, 'Where are').getByText('Unsent edit')).toBeVisible()
  await press(mine(page, 'Where are'), 'Edit')
  await expect(editor(page)).toHaveValue('Where are my chats stored? Exactly')
  await expect(answers(page, 'Starter')).toHaveCount(1)
})
