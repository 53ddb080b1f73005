import path from 'node:path'
import { test } from '@playwright/test'
import { tellTheStory } from '../browser/story.ts'
import { linkTestModel } from '../models/testModels.ts'
import { createFolders, launchStandIn } from './fixture.ts'

test('the whole story, in a window of the Electron host under the stand-in', async () => {
  const folders = createFolders()
  await linkTestModel('slow', path.join(folders.dataFolder, 'models', 'slow'))
  let app = launchStandIn(folders)
  try {
    await tellTheStory({
      open: () => app.page(),
      kill: () => app.kill(),
      async restart() {
        app = launchStandIn(folders)
        return app.page()
      },
      pageOutlivesProcess: false,
      screens: null,
    })
    await app.quit()
  } finally {
    if (app.process.exitCode === null && app.process.signalCode === null) await app.kill()
    folders.remove()
  }
})
