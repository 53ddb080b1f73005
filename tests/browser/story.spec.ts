import { test } from './serverTest.ts'
import { tellTheStory } from './story.ts'

test('a person makes a profile, asks, is cut off by kill -9, comes back and finds it all there', async ({
  page,
  server,
}) => {
  await tellTheStory({
    async open() {
      await page.goto(server.address)
      return page
    },
    kill: () => server.kill(),
    async restart() {
      await server.restart()
      return page
    },
    pageOutlivesProcess: true,
    screens: 'server',
  })
})
