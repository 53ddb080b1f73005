import { openAi, openAiModels } from '../fakes/fakeOpenAi.ts'
import { jsonAnswer, testKey } from '../fakes/fakeProtocol.ts'
import { expect, fetchOpenAiModels, openModels, partOf, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { answers, ask, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

test('headers, a typed-in model and every parameter reach the server, and it can be changed and removed', async ({
  page,
  server,
  fakes,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openModels(page)
  await settings.getByRole('button', { name: 'Add server' }).click()
  await settings.getByLabel('Server name').fill('Cellar')
  await settings.getByLabel('Server address').fill(fakes.openai.baseUrl)
  await settings.getByLabel('Server key (optional)').fill(testKey)
  await settings.getByRole('button', { name: 'Add header' }).click()
  await settings.getByRole('textbox', { name: 'Header 1 name' }).fill('X-Team')
  await settings.getByRole('textbox', { name: 'Header 1 value' }).fill('blue')
  await settings.getByRole('button', { name: 'Save server' }).click()
  await expect(partOf(settings, 'Cellar')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Another model…' })
  const another = page.getByRole('dialog', { name: 'Another model' })
  await another.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Cellar' })
  await another.getByRole('textbox', { name: 'Model name' }).fill('typed/in:1b')
  await another.getByRole('button', { name: 'Use model' }).click()
  await page.getByRole('button', { name: 'Chat setup' }).click()
  const setup = page.getByRole('dialog', { name: 'Chat setup' })
  await setup.getByLabel('Top-p').fill('0.9')
  await setup.getByLabel('Longest answer (tokens)').fill('77')
  await setup.getByLabel('Stop sequences').fill('END')
  await setup.getByRole('button', { name: 'Save', exact: true }).click()
  await ask(page, 'Hello?')
  await expect(await lastAnswer(page, 'typed/in:1b')).toContainText('Hello from the fake.')
  const asked = fakes.openai.requests.findLast(({ method }) => method === 'POST')
  expect(asked?.headers['x-team']).toBe('blue')
  expect(asked?.body).toMatchObject({ model: 'typed/in:1b', top_p: 0.9, max_tokens: 77, stop: ['END'] })

  await openModels(page)
  await partOf(settings, 'Cellar').getByRole('button', { name: 'Edit' }).click()
  await settings.getByLabel('Server name').fill('Attic')
  await settings.getByRole('button', { name: 'Save server' }).click()
  const attic = partOf(settings, 'Attic')
  await attic.getByRole('button', { name: 'Remove', exact: true }).click()
  await attic.getByRole('button', { name: 'Remove server' }).click()
  await expect(attic).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await ask(page, 'Still there?')
  await expect(page.getByText(/model is not there any more/u).first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Still there?')
})

test('the test of a connection asks the model that new chats start with for a word', async ({
  page,
  server,
  fakes,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const part = await fetchOpenAiModels(page)
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('combobox', { name: 'New chats start with' }).selectOption({ label: 'fake-small' })
  await expect(settings.getByText('Saved').first()).toBeVisible()
  fakes.openai.answerWith((request) =>
    request.method === 'POST'
      ? openAi.refusals.noQuota
      : jsonAnswer(200, { object: 'list', data: openAiModels }),
  )
  await part.getByRole('button', { name: 'Test' }).click()
  await expect(part.getByText(/quota|credit/iu).first()).toBeVisible()
})

test('a chat keeps its own instructions and parameters', async ({ page, server, fakes }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  await page.getByRole('button', { name: 'Chat setup' }).click()
  const dialog = page.getByRole('dialog', { name: 'Chat setup' })
  await dialog.getByRole('textbox', { name: 'System prompt' }).fill('Answer like a pirate.')
  await dialog.getByLabel('Temperature').fill('0.3')
  await takeScreens(page, 'chat-settings')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await ask(page, 'Hello?')
  await lastAnswer(page, 'fake-small')
  const body = fakes.openai.requests.findLast(({ method }) => method === 'POST')?.body
  expect(body).toMatchObject({
    temperature: 0.3,
    messages: [{ content: 'Answer like a pirate.' }, { content: 'Hello?' }],
  })
})

test('offline only asks nobody, says so, and loses nothing', async ({ page, server, fakes }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const part = await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  await ask(page, 'Anybody there?')
  await expect(await lastAnswer(page, 'fake-small')).toContainText('Hello from the fake.')

  const settings = await openModels(page)
  await settings.getByRole('checkbox', { name: 'Offline only' }).click()
  await expect(settings.getByText('Saved').first()).toBeVisible()
  // The fake is a server on this computer, which goes on answering until a person forbids that too.
  await expect(part.getByRole('button', { name: 'Test' })).toBeEnabled()
  await settings.getByRole('checkbox', { name: 'Allow servers on this computer' }).click()
  await expect(part.getByRole('button', { name: 'Test' })).toBeDisabled()
  await takeScreens(page, 'offline-only')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('Offline only').first()).toBeVisible()
  const asked = fakes.openai.requests.length
  await ask(page, 'And now?')
  await expect(answers(page, 'fake-small').last()).toContainText(/offline/iu)
  expect(fakes.openai.requests.length).toBe(asked)
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Starter' })
  await ask(page, 'What can you do?')
  await expect(await lastAnswer(page, 'Starter')).toContainText('Confab')
})

test('switching to offline only stops an answer, keeps its text and says why', async ({
  page,
  server,
  fakes,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await fetchOpenAiModels(page)
  await page.getByRole('checkbox', { name: 'Allow servers on this computer' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  fakes.openai.answerWith({
    headers: { 'content-type': 'text/event-stream' },
    steps: [{ write: openAi.text('So far so good') }, { hang: true }],
  })
  await ask(page, 'Tell me all.')
  await expect(answers(page, 'fake-small').last()).toContainText('So far so good')
  const settings = await openModels(page)
  await settings.getByRole('checkbox', { name: 'Offline only' }).click()
  await page.keyboard.press('Escape')
  const answer = answers(page, 'fake-small').last()
  await expect(answer).toContainText('Stopped: Offline only was turned on.')
  await expect(answer).toContainText('So far so good')
  await takeScreens(page, 'stopped-offline')
})

test('another address asks for key and headers anew', async ({ page, server, fakes }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openModels(page)
  await settings.getByRole('button', { name: 'Add server' }).click()
  await settings.getByLabel('Server name').fill('Cellar')
  await settings.getByLabel('Server address').fill(fakes.openai.baseUrl)
  await settings.getByLabel('Server key (optional)').fill(testKey)
  await settings.getByRole('button', { name: 'Add header' }).click()
  await settings.getByRole('textbox', { name: 'Header 1 name' }).fill('X-Team')
  await settings.getByRole('textbox', { name: 'Header 1 value' }).fill('blue')
  await settings.getByRole('button', { name: 'Save server' }).click()
  await partOf(settings, 'Cellar').getByRole('button', { name: 'Edit' }).click()
  await expect(settings.getByText('X-Team: unchanged')).toBeVisible()
  await settings.getByLabel('Server address').fill('http://127.0.0.1:9/v1')
  await expect(settings.getByText(/stored key belongs to the old address/u)).toBeVisible()
  await takeScreens(page, 'server-moved')
  await expectAccessible(page)
  await settings.getByRole('button', { name: 'Save server' }).click()
  await expect(settings.getByText(/Enter the value of “X-Team” again/u)).toBeVisible()
  await settings.getByRole('button', { name: 'Remove header 1' }).click()
  await settings.getByRole('button', { name: 'Save server' }).click()
  const cellar = partOf(settings, 'Cellar')
  await expect(cellar.getByText('No key')).toBeVisible()
  await expect(cellar.getByText('X-Team')).toHaveCount(0)
})

test('how local models run is chosen per profile, kept, and refused out of range', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openModels(page)
  const threads = settings.getByRole('spinbutton', { name: 'Processor threads for an answer' })
  const minutes = settings.getByRole('spinbutton', { name: 'Minutes a model stays in memory' })
  await threads.fill('2')
  await page.keyboard.press('Enter')
  await minutes.fill('0')
  await page.keyboard.press('Enter')
  await expect(settings.getByText('Enter a whole number from 1 to 1440.')).toBeVisible()
  await minutes.fill('3')
  await page.keyboard.press('Enter')
  await expect(settings.getByText('Saved').first()).toBeVisible()
  await page.reload()
  await openModels(page)
  await expect(threads).toHaveValue('2')
  await expect(minutes).toHaveValue('3')
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'Two threads, please.')
  await expect(answers(page, 'Slow').last()).toContainText(/(\w+ ){5}/u)
})
