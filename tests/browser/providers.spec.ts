import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { startFakeGemini, gemini } from '../fakes/fakeGemini.ts'
import { startFakeOpenAi, openAi, openAiModels } from '../fakes/fakeOpenAi.ts'
import { jsonAnswer, testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { repository } from '../support/folders.ts'
import { takeScreens } from './screens.ts'
import { expect, test as base } from './serverTest.ts'
import { answers, ask, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

interface Fakes {
  readonly gemini: Fake
  readonly openai: Fake
}

/** A server host whose Gemini and OpenAI are fakes on this machine. */
const test = base.extend<{ readonly fakes: Fakes }>({
  fakes: async ({}, use) => {
    const fakes = { gemini: await startFakeGemini(), openai: await startFakeOpenAi() }
    await use(fakes)
    await fakes.gemini.close()
    await fakes.openai.close()
  },
  environment: async ({ fakes }, use) => {
    await use({
      GEMINI_BASE_URL: fakes.gemini.baseUrl,
      OPENAI_BASE_URL: fakes.openai.baseUrl,
      GEMINI_API_KEY: '',
      OPENAI_API_KEY: '',
    })
  },
})

async function openModels(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Models', exact: true }).click()
  return settings
}

/** The part of the settings that is about one provider. */
function partOf(settings: Locator, name: string): Locator {
  return settings.getByRole('group', { name, exact: true })
}

async function setKey(page: Page, provider: 'Gemini' | 'OpenAI', key: string): Promise<Locator> {
  const settings = await openModels(page)
  const part = partOf(settings, provider)
  await part.getByLabel(`${provider} key`, { exact: true }).fill(key)
  await part.getByRole('button', { name: 'Save key' }).click()
  await expect(part.getByText(`Key ending in ${key.slice(-4)}`)).toBeVisible()
  return part
}

for (const [provider, model, script] of [
  ['Gemini', 'Gemini 2.5 Flash', gemini],
  ['OpenAI', 'fake-small', openAi],
] as const) {
  test(`${provider} answers with a key, which is in no file, log, event or page`, async ({
    page,
    server,
    fakes,
  }) => {
    const fake = provider === 'Gemini' ? fakes.gemini : fakes.openai
    const frames: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
    )
    await page.goto(server.address)
    await createProfile(page, { userName: 'Ada' })

    const part = await setKey(page, provider, 'a-wrong-key-00000')
    await part.getByRole('button', { name: 'Test' }).click()
    await expect(
      part
        .getByText(/key/iu)
        .filter({ hasText: /not accept|refuse|check/iu })
        .first(),
    ).toBeVisible()
    await part.getByRole('button', { name: 'Replace key' }).click()
    await part.getByLabel(`${provider} key`, { exact: true }).fill(testKey)
    await part.getByRole('button', { name: 'Save key' }).click()
    await expect(part.getByText('Key ending in 1234')).toBeVisible()
    await part.getByRole('button', { name: 'Test' }).click()
    await expect(part.getByText(/Works: \d+ models/u)).toBeVisible()
    await takeScreens(page, `models-${provider.toLowerCase()}`)
    await expectAccessible(page)
    await page.keyboard.press('Escape')

    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: model })
    await ask(page, 'Who are you?')
    const answer = await lastAnswer(page, model)
    await expect(answer).toContainText('Hello from the fake.')
    expect(fake.requests.some(({ method }) => method === 'POST')).toBe(true)

    // Cut by length, gone on with.
    const cut = [script.text('One, two,'), script.end('length')]
    const rest = [script.text(' three.'), script.end('stop')]
    fake.answerWith(script.events(...cut), script.events(...rest))
    await ask(page, 'Count.')
    const counted = answers(page, model).last()
    await counted.getByRole('button', { name: 'Continue' }).click()
    await expect(counted).toContainText('One, two, three.')

    // Thoughts are kept apart.
    fake.answerWith(
      script.events(
        script.reasoning('A hidden thought.'),
        script.text('A plain answer.'),
        script.end('stop'),
      ),
    )
    await ask(page, 'Think.')
    const thought = await lastAnswer(page, model)
    await expect(thought).toContainText('A plain answer.')
    await expect(thought.getByText('A hidden thought.')).toBeHidden()
    await thought.getByText('Reasoning').click()
    await expect(thought.getByText('A hidden thought.')).toBeVisible()
    await takeScreens(page, `reasoning-${provider.toLowerCase()}`)
    await expectAccessible(page)

    // A busy provider is asked again, and the person sees it.
    fake.answerWith(script.refusals.overloaded, script.answer('After a while.'))
    await ask(page, 'Busy?')
    await expect(page.getByText(/again in/iu).first()).toBeVisible()
    await expect(await lastAnswer(page, model)).toContainText('After a while.')

    // What was said before goes along; reasoning does not.
    const last = JSON.stringify(fake.requests.findLast(({ method }) => method === 'POST')?.body)
    expect(last).toContain('A plain answer.')
    expect(last).not.toContain('A hidden thought.')

    // An error in the midst keeps the text and says what to do.
    fake.answerWith(script.events(script.text('Half an'), script.error('internal')))
    await ask(page, 'Fail.')
    const failed = await lastAnswer(page, model)
    await expect(failed).toContainText('Half an')
    await takeScreens(page, `failed-${provider.toLowerCase()}`)

    expect(await page.content()).not.toContain(testKey)
    expect(frames.join('\n')).not.toContain(testKey)
    const search = path.join(repository, 'tests', 'support', 'searchBytes.ts')
    const found = execFileSync(process.execPath, [search, server.dataFolder, testKey, 'a-wrong-key-00000'], {
      encoding: 'utf8',
    })
    expect(found).toBe('')
  })
}

test("a server of one's own is added, asked, changed and removed", async ({ page, server, fakes }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openModels(page)
  await settings.getByRole('button', { name: 'Add server' }).click()
  await settings.getByRole('combobox', { name: 'Preset' }).selectOption({ label: 'Ollama' })
  await expect(settings.getByLabel('Server address')).toHaveValue('http://127.0.0.1:11434/v1')
  await settings.getByLabel('Server name').fill('Cellar')
  await settings.getByLabel('Server address').fill(fakes.openai.baseUrl)
  await settings.getByLabel('Server key (optional)').fill(testKey)
  await takeScreens(page, 'server-form')
  await expectAccessible(page)
  await settings.getByRole('button', { name: 'Save server' }).click()
  const part = partOf(settings, 'Cellar')
  await part.getByRole('button', { name: 'Test' }).click()
  await expect(part.getByText(/Works: \d+ models/u)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  await ask(page, 'Hello?')
  await expect(await lastAnswer(page, 'fake-small')).toContainText('Hello from the fake.')
})

test('the test of a connection asks the model that new chats start with for a word', async ({
  page,
  server,
  fakes,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const part = await setKey(page, 'OpenAI', testKey)
  await part.getByRole('button', { name: 'Refresh models' }).click()
  await expect(part.getByText(/models found/u)).toBeVisible()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('combobox', { name: 'New chats start with' }).selectOption({ label: 'fake-small' })
  await expect(settings.getByText('Saved').first()).toBeVisible()
  fakes.openai.answerWith((request) =>
    request.method === 'POST'
      ? openAi.refusals.noQuota
      : jsonAnswer(200, { object: 'list', data: openAiModels }),
  )
  await part.getByRole('button', { name: 'Test' }).click()
  await expect(part.getByText(/quota|credit/iu)).toBeVisible()
})

test('a chat keeps its own instructions and parameters', async ({ page, server, fakes }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const part = await setKey(page, 'OpenAI', testKey)
  await part.getByRole('button', { name: 'Refresh models' }).click()
  await expect(part.getByText(/models found/u)).toBeVisible()
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
  const part = await setKey(page, 'OpenAI', testKey)
  await part.getByRole('button', { name: 'Refresh models' }).click()
  await expect(part.getByText(/models found/u)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  await ask(page, 'Anybody there?')
  await expect(await lastAnswer(page, 'fake-small')).toContainText('Hello from the fake.')

  const settings = await openModels(page)
  await settings.getByRole('checkbox', { name: 'Offline only' }).click()
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
