/** What people at the sign-in page get wrong, and whom it keeps waiting. */
import type { Page } from '@playwright/test'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { createProfile, expectAccessible, password, signIn } from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada', email: 'ada@example.org' })
  await page.getByRole('button', { name: 'Sign out' }).click()
})

const isSignedIn = (page: Page) =>
  expect(page.getByRole('button', { name: 'New chat' })).toBeVisible({ timeout: 30_000 })

test('wrong passwords of another person keep that one waiting, and not the one who was here before', async ({
  browser,
  page,
  server,
}) => {
  const elsewhere = await browser.newContext()
  const stranger = await elsewhere.newPage()
  await stranger.goto(server.address)
  await stranger.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: 'Ada' }).click()
  const wait = stranger.getByText(/Too many attempts\. Try again in \d+ seconds?\./u)
  const wrong = stranger.getByText('Wrong password. Passwords are case-sensitive.')
  for (let attempt = 0; attempt < 12 && !(await wait.isVisible()); attempt += 1) {
    await expect(stranger.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
    await stranger.getByLabel('Password', { exact: true }).fill(`wrong ${attempt}`)
    await stranger.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(stranger.getByRole('button', { name: 'Sign in', exact: true })).not.toHaveAttribute(
      'aria-busy',
      { timeout: 30_000 },
    )
    await expect(wrong.or(wait)).toBeVisible()
  }
  await expect(wait).toBeVisible()
  await takeScreens(stranger, 'outsiders-wait')
  await expectAccessible(stranger)
  await signIn(page, 'Ada')
  await isSignedIn(page)
  await elsewhere.close()
})

test('the page tells nobody whether an e-mail belongs to a profile', async ({ page }) => {
  const said: string[] = []
  await page.getByRole('button', { name: /user name or e-mail|another profile/iu }).click()
  for (const login of ['ada@example.org', 'nobody@example.org']) {
    await page.getByRole('textbox', { name: 'User name or e-mail' }).fill(login)
    await page.getByLabel('Password', { exact: true }).fill(`not hers, ${login}`)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const wrong = page.getByText('Wrong user name, e-mail or password. Passwords are case-sensitive.')
    await expect(wrong).toBeVisible({ timeout: 30_000 })
    said.push(await page.getByRole('main').innerText())
    await takeScreens(page, 'outsiders-unknown')
    await page.getByLabel('Password', { exact: true }).fill(password)
  }
  expect(said[1]).toBe(said[0])
})

test('a name that cannot be told from another is refused at its field', async ({ page }) => {
  await page.getByRole('button', { name: 'New profile' }).click()
  const name = page.getByRole('textbox', { name: 'User name', exact: true })
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Repeat password', { exact: true }).fill(password)
  for (const [typed, sentence] of [
    ['Ada\u200b', 'This name contains characters that can’t be seen.'],
    ['\u0410da', 'This name mixes alphabets, such as Latin and Cyrillic.'],
    ['\u0410\u0501\u0430', 'This name looks too much like another profile’s. Choose a different one.'],
    ['ada', 'A profile with this user name exists already.'],
  ] as const) {
    await name.fill(typed)
    await page.getByRole('button', { name: 'Create profile' }).click()
    await expect(page.getByText(sentence)).toBeVisible({ timeout: 30_000 })
    await expect(name).toHaveAttribute('aria-invalid', 'true')
    await expect(name).toBeFocused()
    await takeScreens(page, `outsiders-name-${sentence.length}`)
  }
  await expectAccessible(page)
})
