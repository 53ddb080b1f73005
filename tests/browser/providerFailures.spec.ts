import { jsonAnswer, testKey } from '../fakes/fakeProtocol.ts'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { answers, ask, createProfile, expectAccessible } from './windowStory.ts'

test('what a provider says of a failure, and a limit that was too small, can be acted on', async ({
  fakes: { openai },
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const part = await fetchOpenAiModels(page)

  // Also of a test and of a list of models, in the settings.
  const said = `Project ${testKey} of ada@example.org is closed.`
  openai.answerWith(jsonAnswer(400, { error: { message: said, code: null } }))
  for (const name of ['Test', 'Refresh models']) {
    await part.getByRole('button', { name }).click()
    await expect(part.getByText('Details')).toBeVisible()
    await expect(part.getByText(/HTTP 400/u)).toBeHidden()
    await part.getByText('Details').click()
    await expect(part.getByText('HTTP 400: Project ••• of ••• is closed.')).toBeVisible()
  }
  await takeScreens(page, 'connection-details')
  await expectAccessible(page)
  openai.answerWith()
  await part.getByRole('button', { name: 'Test' }).click()
  await expect(part.getByText(/Works/u)).toBeVisible()
  await expect(part.getByText('Details')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  const answer = answers(page, 'fake-small').last()

  // In its own words, without the key that it quotes, and only when they are wanted.
  const message = `Invalid value for temperature. Your key ${testKey} (Ada, ada@example.org) may not exceed 1.`
  openai.answerWith(jsonAnswer(400, { error: { message, code: null } }))
  await ask(page, 'Refuse this.')
  const words = answer.getByText(/HTTP 400: Invalid value for temperature/u)
  await expect(answer.getByText('Details')).toBeVisible()
  await expect(words).toBeHidden()
  await answer.getByText('Details').click()
  await expect(words).toBeVisible()
  await expect(words).not.toContainText(testKey)
  await expect(words).not.toContainText('ada@example.org')
  await takeScreens(page, 'failure-details')

  // They are there again when the chat is opened anew.
  await page.reload()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('Refuse this.').click()
  await answer.getByText('Details').click()
  await expect(words).toBeVisible()

  // Reasoning in tags is none of the answer.
  openai.answerWith(openAi.answer('Secret thoughts, ', 'still.\n</thi', 'nk>\n\nA plain', ' answer.'))
  await ask(page, 'Think.')
  await expect(answer.getByText('A plain answer.')).toBeVisible()
  await expect(answer.getByText(/Secret thoughts/u)).toBeHidden()
  await answer.getByText('Reasoning').click()
  await expect(answer.getByText(/Secret thoughts, still\./u)).toBeVisible()

  // The limit was used up before a word: it can be raised from there.
  openai.answerWith(openAi.events(openAi.end('length')))
  await ask(page, 'Be long.')
  await expect(answer).toContainText('Hit the token limit before writing anything.')
  await takeScreens(page, 'failure-limit')
  await expectAccessible(page)
  await answer.getByRole('button', { name: 'Raise limit…' }).click()
  await expect(page.getByLabel('Longest answer (tokens)')).toBeFocused()
})
