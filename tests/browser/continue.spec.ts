import { openAi } from '../fakes/fakeOpenAi.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { answers, ask, createProfile, expectAccessible, signIn } from './windowStory.ts'

test('an answer that was cut is gone on with as often as it takes, whatever comes between', async ({
  fakes: { openai },
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  const part = (text: string) => ({
    ...openAi.answer(),
    steps: [{ write: openAi.text(text) }, { hang: true }] as const,
  })
  openai.answerWith(openAi.events(openAi.text('One,'), openAi.end('length')))
  await ask(page, 'Count.')
  const answer = answers(page, 'fake-small').last()
  const goOn = answer.getByRole('button', { name: 'Continue' })
  await expect(answer).toContainText('Cut at its longest length.')
  const tokens = await answer.getByText(/ in, /u).innerText()

  // Refused: it is what it was, and why is said.
  openai.answerWith(openAi.refusals.noQuota)
  await goOn.click()
  await expect(page.getByText(/Nothing was added\. .*quota/u)).toBeVisible()
  await expect(answer).toContainText('Cut at its longest length.')
  await expect(answer).toContainText(tokens)
  await takeScreens(page, 'continue-refused')
  await expectAccessible(page)

  openai.answerWith(part(' two,'))
  await goOn.click()
  await expect(answer).toContainText('One, two,')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(answer).toContainText('Stopped')
  await expect(answer).toContainText(tokens)

  openai.answerWith(part(' three,'))
  await goOn.click()
  await expect(answer).toContainText('One, two, three,')
  // What has arrived is on the disk a quarter of a second later.
  await page.waitForTimeout(400)
  await server.kill()
  await server.restart()
  await signIn(page, 'Ada')
  await expect(answer).toContainText('Interrupted')
  await expect(answer).toContainText('One, two, three,')
  await takeScreens(page, 'continue-interrupted')

  openai.answerWith(openAi.events(openAi.text(' four.'), openAi.end('stop')))
  await goOn.click()
  await expect(answer).toContainText('One, two, three, four.')
  await expect(goOn).toHaveCount(0)
  await expect(answer).not.toContainText(tokens)
})
