import { cpSync } from 'node:fs'
import path from 'node:path'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { createProfile, expectAccessible } from '../browser/windowStory.ts'
import { startHub, type HubServer } from '../fakes/hub/hubServer.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'

const decoder = 'onnx/decoder_model_merged_quantized.onnx'

interface Fixtures {
  readonly hub: HubServer
  readonly scratch: string
  /** A window whose settings show the models, of a server that asks our hub. */
  readonly window: Page
}

const test = base.extend<Fixtures>({
  hub: async ({}, use) => {
    const hub = await startHub(await ensureTestModel('tiny'), 'Xenova/flan-t5-small')
    await use(hub)
    await hub.close()
  },
  scratch: async ({}, use) => {
    const { folder, remove } = temporaryFolder()
    await use(folder)
    remove()
  },
  window: async ({ hub, page, scratch }, use) => {
    const server = await startServer(path.join(scratch, 'data'), 0, { CONFAB_MODELS_URL: hub.url })
    await page.goto(server.address)
    await createProfile(page, { userName: 'ada' })
    await openModels(page)
    await use(page)
    await server.end()
  },
})

async function openModels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Models', exact: true }).click()
}

function itemOf(page: Page, list: string, name: string): Locator {
  return page.getByRole('list', { name: list, exact: true }).getByRole('listitem', { name, exact: true })
}

async function download(page: Page): Promise<Locator> {
  const offered = itemOf(page, 'Models to download', 'Flan-T5 small')
  await offered.getByRole('button', { name: 'Show sizes of Flan-T5 small' }).click()
  await expect(offered.getByRole('combobox', { name: 'Precision' })).toHaveText('q8, 109 kB')
  await offered.getByRole('button', { name: 'Download Flan-T5 small' }).click()
  return itemOf(page, 'Downloads', 'Flan-T5 small (q8)')
}

test('a model is downloaded, paused, resumed, offered, and deleted', async ({ hub, window }) => {
  hub.fail(decoder, { kind: 'hang-after', bytes: 40_000 })
  const row = await download(window)
  await expect(row.getByRole('progressbar', { name: 'Progress of Flan-T5 small (q8)' })).toBeVisible()
  await expect(row).toContainText('89 kB of 109 kB')
  await expectAccessible(window)
  await row.getByRole('button', { name: 'Pause' }).click()
  await expect(row).toContainText('Paused')
  hub.heal()
  await row.getByRole('button', { name: 'Resume' }).click()
  await expect(row).toContainText('Installed')
  const here = itemOf(window, 'Models on this machine', 'Flan-T5 small (q8)')
  await expect(here).toBeVisible()
  await expect(window.getByRole('combobox', { name: 'Model', includeHidden: true })).toContainText(
    'Flan-T5 small (q8)',
  )
  await here.getByRole('button', { name: 'Delete Flan-T5 small (q8)' }).click()
  await expect(here.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await here.getByRole('button', { name: 'Delete for good' }).click()
  await expect(here).toBeHidden()
})

test('what went wrong is said beside the download, which can be cancelled', async ({ hub, window }) => {
  hub.fail(decoder, { kind: 'wrong-bytes' })
  const row = await download(window)
  await expect(row).toContainText('did not arrive as the model hub describes it')
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toBeHidden()
})

test('another model is looked up by its id, and a folder is imported', async ({ scratch, window }) => {
  const id = window.getByRole('textbox', { name: 'Id of a model on the hub' })
  await id.fill('no id')
  await window.getByRole('button', { name: 'Look it up' }).click()
  await expect(window.getByText('Enter the id as owner/name')).toBeVisible()
  await id.fill('nobody/nothing')
  await window.getByRole('button', { name: 'Look it up' }).click()
  await expect(window.getByText('does not give this model to everybody')).toBeVisible()
  cpSync(await ensureTestModel('tiny'), path.join(scratch, 'my model'), { recursive: true })
  await window.getByRole('textbox', { name: 'Path of the folder' }).fill(path.join(scratch, 'my model'))
  await window.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(window.getByText('Imported as my-model')).toBeVisible()
  await expect(itemOf(window, 'Models on this machine', 'Tiny')).toBeVisible()
})
