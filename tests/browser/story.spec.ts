import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
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

const secretQuestion = 'Where are my chats stored?'

test('a person makes a profile, asks, is cut off by kill -9, comes back and finds it all there', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await expect(page.getByRole('button', { name: 'Create profile' })).toBeVisible()
  await takeScreens(page, '01-first-start')
  await expectAccessible(page)
  await createProfile(page, { userName: 'Ada', email: 'ada@example.org' })

  await expect(page.getByRole('button', { name: 'What can you do?' })).toBeVisible()
  await takeScreens(page, '02-first-question')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'What can you do?' }).click()
  await expect(await lastAnswer(page, 'Starter')).toContainText(/Confab/u)

  await ask(page, secretQuestion)
  const answer = await lastAnswer(page, 'Starter')
  await expect(answer).toContainText(/encrypted/u)
  await expect(answer.locator('time')).toHaveText(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/u)
  await expect(answer.locator('time')).toHaveAttribute(
    'datetime',
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u,
  )
  await takeScreens(page, '03-conversation')
  await expectAccessible(page)

  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'Write until somebody stops you.')
  const cutOff = answers(page, 'Slow').last()
  await expect(cutOff).toContainText(/\w+ \w+ \w+/u)
  await page.waitForTimeout(400)
  const before =
    (await cutOff.innerText()).split('\n').toSorted((one, other) => other.length - one.length)[0] ?? ''
  await server.kill()
  await expect(page.getByText(/Connection lost/u)).toBeVisible()
  await takeScreens(page, '04-connection-lost')
  await composer(page).fill('typed while it was away')

  await server.restart()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await takeScreens(page, '05-sign-in')
  await expectAccessible(page)
  await page.getByLabel('Password', { exact: true }).fill('not my password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(
    page
      .getByText(/password/iu)
      .filter({ hasText: /not|wrong/iu })
      .first(),
  ).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()

  const interrupted = answers(page, 'Slow').last()
  await expect(interrupted).toContainText('Interrupted')
  const after = await interrupted.innerText()
  expect(after).toContain(before.slice(0, Math.max(1, Math.floor(before.length / 4))))
  await expect(composer(page)).toHaveValue('typed while it was away')
  await takeScreens(page, '06-interrupted')
  await expectAccessible(page)

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
  await expect(conversation(page)).toContainText(secretQuestion)
})

test('nothing of a profile is readable in any file, while it is signed in and after', async ({
  page,
  server,
}) => {
  const secrets = ['zanzibarquestion', 'zanzibartitle', 'zanzibardraft', 'Asia/Karachi', password]
  function expectUnreadable(): void {
    const files = readdirSync(server.dataFolder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(server.dataFolder, name))
      .filter((file) => statSync(file).isFile() && !file.includes(`${path.sep}models${path.sep}`))
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const secret of secrets) {
        const found = [Buffer.from(secret), Buffer.from(secret, 'utf16le')].some((form) =>
          bytes.includes(form),
        )
        expect(found, `${secret} in ${path.basename(file)}`).toBe(false)
      }
    }
  }
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'zanzibarquestion')
  await lastAnswer(page, 'Starter')
  await chooseInChat(page, 'zanzibarquestion', 'Rename')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('zanzibartitle')
  await page.keyboard.press('Enter')
  await composer(page).fill('zanzibardraft')
  await page.getByRole('button', { name: 'Settings' }).click()
  expectUnreadable()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Karachi')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1_500)
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  expectUnreadable()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  expectUnreadable()
  await server.end()
  expectUnreadable()
})
