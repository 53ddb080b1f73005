import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { gemini } from '../fakes/fakeGemini.ts'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import { repository } from '../support/folders.ts'
import { expect, openModels, partOf, setKey, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { answers, ask, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

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

    const again = partOf(await openModels(page), provider)
    await again.getByRole('button', { name: 'Remove key' }).click()
    await expect(again.getByText('No key')).toBeVisible()
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
