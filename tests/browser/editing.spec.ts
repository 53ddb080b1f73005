import { choose, editor, messages, mine, press, talk } from './branchesStory.ts'
import { expect, test } from './serverTest.ts'
import { takeScreens } from './screens.ts'
import {
  conversation,
  answers,
  ask,
  chooseInChat,
  createProfile,
  expectAccessible,
  lastAnswer,
  signIn,
} from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
})

test('an edit is given up without losing what was typed, and refused when there is nothing in it', async ({
  page,
}) => {
  await talk(page, 'hello')
  await press(mine(page, 'hello'), 'Edit')
  await page.keyboard.type(' there')
  await page.keyboard.press('Escape')
  await expect(editor(page)).toHaveCount(0)
  const edit = mine(page, 'hello').getByRole('button', { name: 'Edit', exact: true })
  await expect(edit).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor(page)).toHaveValue('hello there')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(edit).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor(page)).toHaveValue('hello')
  await editor(page).fill('  ')
  await expect(page.getByRole('button', { name: 'Send edited' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save in place' })).toBeDisabled()
  await expect(page.getByText('Write something first')).toBeVisible()
  await editor(page).fill('a'.repeat(200_001))
  await expect(page.getByText('Too long by 1 characters')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send edited' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(mine(page, 'hello')).toBeVisible()
  await expect(messages(page)).toHaveCount(2)
})

test('a typo is corrected in place, and the earlier text is seen, copied and brought back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await talk(page, 'What cna you do?')
  const answer = await answers(page, 'Starter').last().innerText()
  await press(mine(page, 'What cna you do?'), 'Edit')
  await editor(page).fill('What can you do?')
  await press(messages(page).first(), 'Save in place')
  const corrected = mine(page, 'What can you do?')
  await expect(corrected.getByRole('button', { name: 'Edit', exact: true })).toBeFocused()
  await expect(corrected.getByRole('button', { name: 'Corrected' })).toBeVisible()
  await expect(corrected.getByRole('button', { name: 'Next version' })).toHaveCount(0)
  expect(await answers(page, 'Starter').last().innerText()).toBe(answer)

  await press(corrected, 'Corrected')
  const dialog = page.getByRole('dialog', { name: 'Earlier texts' })
  await expect(dialog.getByRole('textbox', { name: 'Earlier text' })).toHaveValue('What cna you do?')
  await takeScreens(page, 'branches-earlier-texts')
  await expectAccessible(page)
  await press(dialog, 'Copy')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('What cna you do?')
  await press(dialog, 'Restore')
  await expect(dialog).toBeHidden()
  await expect(mine(page, 'What cna you do?')).toBeVisible()

  await choose(page, mine(page, 'What cna you do?'), 'Earlier texts')
  await expect(dialog.getByRole('textbox', { name: 'Earlier text' })).toHaveCount(2)
  await expect(dialog.getByRole('textbox', { name: 'Earlier text' }).first()).toHaveValue('What can you do?')
  for (const named of [
    dialog.getByRole('textbox', { name: 'Earlier text' }),
    dialog.getByRole('button', { name: 'Copy' }),
    dialog.getByRole('button', { name: 'Restore' }),
  ])
    await expect(named.last()).toHaveAccessibleDescription(/^Until \d/u)
  await page.keyboard.press('Escape')
  await expect(mine(page, 'What cna').getByRole('button', { name: 'More' })).toBeFocused()

  // An answer is corrected in the same way, and a new line is no end of it.
  const kept = answers(page, 'Starter').last()
  await press(kept, 'Edit')
  await expect(page.getByRole('button', { name: 'Send edited' })).toHaveCount(0)
  await editor(page).fill('First line')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('second line')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(kept).toContainText('second line')
  await page.reload()
  await expect(answers(page, 'Starter').last()).toContainText('second line')
  await expect(mine(page, 'What cna you do?')).toBeVisible()
})

test('nothing is changed while an answer is being written, and nothing is lost when the connection is', async ({
  page,
  server,
}) => {
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'A long story, please.')
  await expect(answers(page, 'Slow').last()).toContainText(/(\w+ ){5}/u)
  const first = mine(page, 'A long story, please.')
  await expect(first.getByRole('button', { name: 'Edit', exact: true })).toBeDisabled()
  await expect(first.getByRole('button', { name: 'Delete' })).toBeDisabled()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(answers(page, 'Slow').last()).toContainText('Stopped')

  await press(first, 'Edit')
  await editor(page).fill('A short story, please.')
  await server.kill()
  await expect(page.getByText(/Connection lost/u)).toBeVisible()
  await page.getByRole('button', { name: 'Send edited' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Not connected' })).toBeVisible()
  await expect(editor(page)).toHaveValue('A short story, please.')
  await expect(editor(page)).toBeFocused()
  await takeScreens(page, 'branches-not-connected')
  await page.getByRole('button', { name: 'Save in place' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Not connected' })).toBeVisible()
  await server.restart()
  await signIn(page, 'Ada')
  await press(mine(page, 'A long story, please.'), 'Edit')
  await expect(editor(page)).toHaveValue('A short story, please.')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Starter' })
  await page.getByRole('button', { name: 'Send edited' }).click()
  await expect(mine(page, 'A short story, please.')).toContainText('2/2')
  await lastAnswer(page, 'Starter')
})

test('a chat that has ended is reopened by what has an answer written in it, which is said', async ({
  page,
}) => {
  await talk(page, 'What can you do?')
  const ended = page.getByText('This chat has ended.')
  const steps = [
    async () => {
      await press(mine(page, 'What can you do?'), 'Edit')
      await page.getByRole('button', { name: 'Send edited' }).click()
    },
    () => press(answers(page, 'Starter').last(), 'Regenerate'),
  ]
  for (const step of steps) {
    await chooseInChat(page, 'What can you do?', 'End chat')
    await expect(ended).toBeVisible()
    await step()
    await expect(
      page.getByRole('status', { name: 'Notices' }).getByText('Chat reopened').last(),
    ).toBeVisible()
    await expect(ended).toHaveCount(0)
    await lastAnswer(page, 'Starter')
  }
})

test('a refused edit says so in sight, however small the window is', async ({ page, server }) => {
  await talk(page, 'What can you do?', 'Where are my chats stored?')
  await page.setViewportSize({ width: 800, height: 420 })
  // What is far out of sight is not rendered: one scrolls to it first.
  await conversation(page).hover()
  await page.mouse.wheel(0, -5_000)
  await press(mine(page, 'What can you do?'), 'Edit')
  await editor(page).fill('A long line. '.repeat(200))
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden()
  await server.kill()
  await expect(page.getByText(/Connection lost/u)).toBeVisible()
  // The text box is in sight, what stands below it is not.
  await editor(page).evaluate((element) => element.scrollIntoView({ block: 'end' }))
  await expect(page.getByRole('button', { name: 'Send edited' })).not.toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Not connected' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Send edited' })).toBeInViewport({ ratio: 0.9 })
  await takeScreens(page, 'branches-refused')
})

test('a second click sends nothing twice', async ({ page }) => {
  await talk(page, 'hello')
  await press(mine(page, 'hello'), 'Edit')
  await page.getByRole('button', { name: 'Send edited' }).dblclick()
  await lastAnswer(page, 'Starter')
  await expect(mine(page, 'hello')).toContainText('2/2')
  await answers(page, 'Starter').last().getByRole('button', { name: 'Regenerate' }).dblclick()
  await expect(answers(page, 'Starter').last()).toContainText('2/2')
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  await expect(answers(page, 'Starter').last()).toContainText('2/2')
})

test('the keyboard alone edits, walks, copies and deletes', async ({ page }) => {
  await talk(page, 'What can you do?')
  await mine(page, 'What can').getByRole('button', { name: 'Edit', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('Say it briefly.')
  await page.keyboard.press('Enter')
  const edited = mine(page, 'Say it briefly.')
  await expect(edited).toContainText('2/2')
  await lastAnswer(page, 'Starter')
  await edited.getByRole('button', { name: 'Previous version' }).focus()
  await page.keyboard.press('Enter')
  const first = mine(page, 'What can you do?').first()
  await expect(first).toContainText('1/2')
  await expect(first.getByRole('button', { name: 'Next version' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(edited).toContainText('2/2')
  await expect(edited.getByRole('button', { name: 'Previous version' })).toBeFocused()
  await edited.getByRole('button', { name: 'More' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'New chat from here' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(messages(page)).toHaveCount(1)
  await messages(page).first().getByRole('button', { name: 'Get an answer' }).focus()
  await page.keyboard.press('Enter')
  await lastAnswer(page, 'Starter')
  await answers(page, 'Starter').last().getByRole('button', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  await expect(messages(page)).toHaveCount(1)
  await expect(messages(page).first()).toBeFocused()
})
