import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { repository } from '../support/folders.ts'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, composer, createProfile, lastAnswer, password } from './windowStory.ts'

const secrets = ['zanzibarquestion', 'zanzibartitle', 'zanzibardraft', 'Asia/Karachi', password]

/**
 * The secrets that stand in any file of a folder, in UTF-8 or UTF-16. Searched in another process: POSIX drops the
 * locks of a file when any handle of the same process closes.
 */
function readable(folder: string): string {
  const script = path.join(repository, 'tests', 'support', 'searchBytes.ts')
  return execFileSync(process.execPath, [script, folder, ...secrets], { encoding: 'utf8' })
}

test('nothing of a profile is readable in any file, while it is signed in and after', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  const code = await createProfile(page, { userName: 'Ada' })
  secrets.push(code)
  await ask(page, 'zanzibarquestion')
  await lastAnswer(page, 'Starter')
  await chooseInChat(page, 'zanzibarquestion', 'Rename')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('zanzibartitle')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'zanzibartitle' })).toBeVisible()
  await composer(page).fill('zanzibardraft')
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Karachi')
  await page.keyboard.press('Enter')
  await expect(settings.getByText(/in Asia\/Karachi/u)).toBeVisible()
  await page.waitForTimeout(1_500)
  expect(readable(server.dataFolder)).toBe('')
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  expect(readable(server.dataFolder)).toBe('')
  await server.end()
  expect(readable(server.dataFolder)).toBe('')
})
