import { openWindow } from './openWindow.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import {
  answers,
  ask,
  chooseInChat,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
  password,
  signIn,
} from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
})

test('two windows of a profile stay in step, also in mid-answer, and a third person sees none of it', async ({
  page,
  browser,
  server,
}) => {
  await createProfile(page, { userName: 'Ada' })
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  const third = await (await browser.newContext()).newPage()
  await third.goto(server.address)
  await third.getByRole('button', { name: 'New profile' }).click()
  await createProfile(third, { userName: 'Bob' })

  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'A long story, please.')
  await second.getByRole('navigation', { name: 'Chats' }).getByText('A long story, please.').click()
  await expect(answers(second, 'Slow').last()).toContainText(/(\w+ ){20}/u)
  await second.getByRole('button', { name: 'Stop' }).click()
  await expect(answers(page, 'Slow').last()).toContainText('Stopped')
  await lastAnswer(page, 'Slow')
  const text = await answers(page, 'Slow').last().innerText()
  await expect(answers(second, 'Slow').last()).toContainText(/(\w+ ){20}/u)
  expect((await answers(second, 'Slow').last().innerText()).slice(0, 200)).toBe(text.slice(0, 200))
  await expect(third.getByText('A long story')).toHaveCount(0)
})

test('a reload in mid-answer goes on where it was', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'A long story, please.')
  await expect(answers(page, 'Slow').last()).toContainText(/(\w+ ){10}/u)
  await page.reload()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('A long story, please.').click()
  const answer = answers(page, 'Slow').last()
  await expect(answer).toContainText(/(\w+ ){30}/u)
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(answer).toContainText('Stopped')
})

test('answers wait for their turn and say how many are before them', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'The first one.')
  await expect(answers(page, 'Slow').last()).toContainText(/(\w+ ){5}/u)
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'The second one.')
  await expect(answers(page, 'Slow').last()).toContainText(/waiting/iu)
  await takeScreens(page, 'queued')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(answers(page, 'Slow').last()).toContainText('Stopped')
})

test('a deleted chat comes back by Undo, and a deletion is not undone by a reload', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')
  const chats = page.getByRole('navigation', { name: 'Chats' })
  await chooseInChat(page, 'What can you do?', 'Delete')
  await expect(chats.getByText('What can you do?')).toHaveCount(0)
  await takeScreens(page, 'undo')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(chats.getByText('What can you do?')).toBeVisible()
  await chooseInChat(page, 'What can you do?', 'Delete')
  await expect(chats.getByText('What can you do?')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'New chat' })).toBeVisible()
  await expect(chats.getByText('What can you do?')).toHaveCount(0)
})

test('the keyboard alone does it all: breaks a line, sends, copies, renames', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await createProfile(page, { userName: 'Ada' })
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('What can')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('you do?')
  await expect(composer(page)).toHaveValue('What can\nyou do?')
  await page.keyboard.press('Enter')
  await expect(composer(page)).toHaveValue('')
  const answer = await lastAnswer(page, 'Starter')
  await answer.getByRole('button', { name: 'Copy' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Confab')
  const chats = page.getByRole('navigation', { name: 'Chats' })
  const row = chats.getByRole('listitem').filter({ hasText: 'What can' }).first()
  await row.getByRole('button', { name: 'Chat options' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('A better title')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'A better title' })).toBeVisible()
})

test('times follow the format and the zone that a person chooses, in every window', async ({
  page,
  server,
}) => {
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'hello')
  const time = (await lastAnswer(page, 'Starter')).locator('time')
  const instant = new Date((await time.getAttribute('datetime')) ?? '')
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  await second.getByRole('navigation', { name: 'Chats' }).getByText('hello').click()

  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Karachi')
  await page.keyboard.press('Enter')
  await settings.getByRole('combobox', { name: /format/iu }).selectOption('YYYY-MM-DD HH:MM:SS')
  await takeScreens(page, 'settings-time')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  // Karachi is five hours ahead of UTC all year.
  const there = new Date(instant.getTime() + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  await expect(time).toHaveText(there)
  await expect(answers(second, 'Starter').last().locator('time')).toHaveText(there)
})

test('each section of the settings is whole, narrow and wide, light and dark', async ({ page }) => {
  await createProfile(page, { userName: 'Ada', email: 'ada@example.org' })
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  for (const section of ['Profile', 'Security', 'Appearance', 'Time', 'Models', 'About']) {
    await settings.getByRole('button', { name: section, exact: true }).click()
    await expect(settings.getByRole('region', { name: section })).toBeVisible()
    await takeScreens(page, `settings-${section.toLowerCase()}`)
    await expectAccessible(page)
  }
})

test('the theme of a profile is kept, also for the sign-in page', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Appearance' }).click()
  await settings.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.reload()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a forgotten password is replaced with the recovery code, which then is used up', async ({ page }) => {
  const code = await createProfile(page, { userName: 'Ada' })
  await ask(page, 'hello')
  await lastAnswer(page, 'Starter')
  await page.getByRole('button', { name: 'Sign out' }).click()
  async function recover(): Promise<void> {
    await page.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: 'Ada' }).click()
    await page.getByRole('button', { name: 'Forgot password?' }).click()
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(code.toLowerCase().replaceAll('-', ' '))
    await page.getByLabel('New password', { exact: true }).fill('another secret')
    await page.getByLabel('Repeat password', { exact: true }).fill('another secret')
    await takeScreens(page, 'recover')
    await expectAccessible(page)
    await page.getByRole('button', { name: /set (the )?(new )?password/iu }).click()
  }
  await recover()
  const dialog = page.getByRole('dialog', { name: 'Recovery code' })
  await expect(dialog).toBeVisible()
  await takeScreens(page, 'recovery-code')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  expect(await dialog.innerText()).not.toContain(code)
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  await expect(page.getByRole('navigation', { name: 'Chats' }).getByText('hello')).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await recover()
  await expect(
    page
      .getByText(/recovery code/iu)
      .filter({ hasText: /not|wrong|does/iu })
      .first(),
  ).toBeVisible()
  await page.getByRole('button', { name: /back/iu }).click()
  await signIn(page, 'Ada', password)
  await expect(
    page
      .getByText(/password/iu)
      .filter({ hasText: /not|wrong/iu })
      .first(),
  ).toBeVisible()
  await signIn(page, 'Ada', 'another secret')
  await expect(page.getByRole('button', { name: 'New chat' })).toBeVisible()
})

test('wrong passwords make one wait, and say until when', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: 'Ada' }).click()
  const submit = page.getByRole('button', { name: 'Sign in', exact: true })
  const waiting = page.getByText(/second/iu).first()
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await submit.click()
  await expect(page.getByText(/not the password|password is wrong|wrong password/iu).first()).toBeVisible()
  // The first wait is of a second, which may be over before it is looked for; each one is twice as long as the one before.
  await expect(async () => {
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await submit.click()
    await expect(waiting).toBeVisible({ timeout: 300 })
  }).toPass()
  await takeScreens(page, 'throttled')
  await expect(submit).toBeEnabled()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await submit.click()
  await expect(page.getByRole('button', { name: 'New chat' })).toBeVisible({ timeout: 15_000 })
})

test('a profile is deleted with its password and leaves nothing behind', async ({ page, server }) => {
  await createProfile(page, { userName: 'Ada' })
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, 'Ada')
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Profile', exact: true }).click()
  await settings.getByRole('button', { name: 'Delete profile' }).first().click()
  await settings.getByLabel('Password', { exact: true }).fill(password)
  await settings
    .getByRole('button', { name: /delete/iu })
    .last()
    .click()
  await expect(page.getByRole('button', { name: 'Create profile' })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Create profile' })).toBeVisible()
})

test('an inline script cannot run and no request leaves the machine', async ({ page, server }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(server.address) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
  })
  await createProfile(page, { userName: 'Ada' })
  await ask(page, '<img src=x onerror="globalThis.pwned = 1"> <script>globalThis.pwned = 1</script> hello')
  await lastAnswer(page, 'Starter')
  await expect(conversation(page)).toContainText('<script>')
  expect(await page.evaluate(() => Reflect.has(globalThis, 'pwned'))).toBe(false)
  expect(elsewhere).toEqual([])
})

test('the window starts, and opens a chat, in a browser without idle callbacks', async ({ page }) => {
  await page.addInitScript(() =>
    Reflect.defineProperty(globalThis, 'requestIdleCallback', { value: undefined }),
  )
  await page.reload()
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('What can you do?').click()
  await expect(conversation(page)).toContainText('I answer short questions')
})
