import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { chatRow, listed, openWith, setZone } from './orderTest.ts'
import { answers, conversation, expectAccessible } from './windowStory.ts'

const at = (text: string): readonly number[] => [Date.parse(text)]

test('chats stand under their day, and go to the next group at midnight and with the zone', async ({
  page,
  server,
}) => {
  // 23:58 in Berlin, the evening before clocks go back.
  await page.clock.install({ time: new Date('2025-10-25T21:58:00Z') })
  await openWith(page, server, [
    { title: 'This evening', times: at('2025-10-25T21:30:00Z') },
    { title: 'Just after midnight', times: at('2025-10-24T22:10:00Z') },
    { title: 'Day before', times: at('2025-10-24T21:50:00Z') },
    { title: 'A week ago', times: at('2025-10-18T10:00:00Z') },
    { title: 'Three weeks ago', times: at('2025-10-04T10:00:00Z') },
    { title: 'In summer', times: at('2025-07-15T10:00:00Z') },
  ])
  const before = [
    'Today',
    'This evening',
    'Just after midnight',
    'Yesterday',
    'Day before',
    'Previous 7 days',
  ]
  const older = ['Previous 30 days', 'Three weeks ago', 'July 2025', 'In summer']
  await expect.poll(() => listed(page)).toEqual([...before, 'A week ago', ...older])
  await takeScreens(page, 'order-groups')
  await expectAccessible(page)

  await page.clock.fastForward('03:00')
  const after = ['Yesterday', 'This evening', 'Just after midnight', 'Previous 7 days', 'Day before']
  await expect
    .poll(() => listed(page))
    .toEqual([...after, 'Previous 30 days', 'A week ago', ...older.slice(1)])

  // Still the 25th of October there, and half past five on it when the chat of the evening was written.
  await setZone(page, 'America/New_York')
  const there = ['Today', 'This evening', 'Yesterday', 'Just after midnight', 'Day before', 'Previous 7 days']
  await expect.poll(() => listed(page)).toEqual([...there, 'A week ago', ...older])

  // A machine that slept over the night of 25 hours wakes up a minute before it ends, then after it.
  await setZone(page, 'Europe/Berlin')
  await page.clock.pauseAt(new Date('2025-10-26T22:59:30Z'))
  await expect.poll(async () => (await listed(page))[0]).toBe('Yesterday')
  await page.clock.fastForward('01:00')
  await expect.poll(async () => (await listed(page))[0]).toBe('Previous 7 days')
})

test('days are told apart in a conversation, and times are as long ago as they are', async ({
  page,
  server,
}) => {
  // High enough for all of it: what is out of sight is not there.
  await page.setViewportSize({ width: 1280, height: 1_600 })
  await page.clock.install({ time: new Date('2025-11-21T11:00:00Z') })
  const times = [
    '2025-11-18T10:00:00Z',
    '2025-11-20T10:00:00Z',
    '2025-11-21T00:30:00Z',
    '2025-11-21T10:55:00Z',
  ]
  await openWith(page, server, [{ title: 'Days', times: times.map((time) => Date.parse(time)) }])
  await chatRow(page, 'Days').getByRole('button', { name: 'Days' }).click()
  const days = conversation(page).locator('.day-line:not(.sent-line)').getByRole('separator')
  await expect(days).toHaveCount(3)
  const names = () => days.evaluateAll((lines) => lines.map((line) => line.getAttribute('aria-label')))
  expect(await names()).toEqual(['Tuesday, 18 November 2025', 'Yesterday', 'Today'])
  await takeScreens(page, 'order-days')
  await expectAccessible(page)

  const last = answers(page, 'Starter').last()
  await expect(last.locator('time')).toHaveText('21/11/2025 11:55:00')
  expect(await last.locator('time').getAttribute('tabindex')).toBeNull()

  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Clock' }).selectOption({ label: '12 hours (AM, PM)' })
  await expect(settings.getByText(/^Now it is \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [AP]M/u)).toBeVisible()
  await settings.getByRole('checkbox', { name: 'Relative times' }).click()
  await expect(settings.getByText('5 minutes ago', { exact: true })).toBeVisible()
  await takeScreens(page, 'order-settings')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  const time = last.locator('time')
  await expect(time).toHaveText('5 minutes ago')
  await expect(time).toHaveAttribute('datetime', '2025-11-21T10:55:00.000Z')
  await expect(last).toHaveAccessibleName('Starter, 21/11/2025 11:55:00 AM')
  await time.hover()
  await expect(page.getByRole('tooltip')).toHaveText('21/11/2025 11:55:00 AM')
  await page.mouse.move(0, 0, { steps: 5 })
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  // Reached from the button after it, as the keyboard does.
  await last.getByRole('button', { name: 'Copy' }).focus()
  await page.keyboard.press('Shift+Tab')
  await expect(time).toBeFocused()
  await expect(page.getByRole('tooltip')).toHaveText('21/11/2025 11:55:00 AM')
  await expectAccessible(page)
  await page.clock.fastForward('02:00')
  await expect(time).toHaveText('7 minutes ago')

  // A format without a date is for where the days stand between the messages; the rest says the day as well.
  await page.getByRole('button', { name: 'Settings' }).click()
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Time format' }).selectOption('HH:MM')
  await settings.getByRole('combobox', { name: 'Clock' }).selectOption({ label: 'As the time format says' })
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('karachi')
  await page.keyboard.press('Enter')
  await expect(settings.getByText('in Asia/Karachi')).toBeVisible()
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('angeles')
  await page.keyboard.press('Enter')
  await expect(settings.getByRole('alert')).toHaveText(
    'Which one is meant? America/Los_Angeles: type one of them in full.',
  )
  await settings.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(last).toHaveAccessibleName('Starter, 2025-11-21 11:55')
  await time.hover()
  await expect(page.getByRole('tooltip')).toHaveText('2025-11-21 11:55')
  await page.mouse.move(0, 0, { steps: 5 })
  await page.getByRole('searchbox', { name: 'Search' }).fill('Days')
  await expect(page.getByText(/2025-11-21 11:55/u).first()).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search' }).fill('')

  await page.clock.pauseAt(new Date('2025-11-21T23:01:00Z'))
  await expect.poll(names).toEqual(['Tuesday, 18 November 2025', 'Thursday, 20 November 2025', 'Yesterday'])
})
