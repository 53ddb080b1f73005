import { connectWindow, openBrowser } from '../support/webSocketClient.ts'
import { startServer } from '../support/server.ts'
import { percentile, timed, type Benchmark, type Measurement } from './benchmark.ts'
import { benchUser, filledFolder } from './filledFolder.ts'

const rounds = 5

/** Starts the server host and signs in, several times over. */
async function measure(messages: number): Promise<readonly Measurement[]> {
  const { folder, remove } = await filledFolder(messages)
  const ready: number[] = []
  const unlock: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(folder)
    ready.push(server.readyAfter)
    const { client } = await connectWindow(await openBrowser(server.address))
    unlock.push(
      await timed(() =>
        client.profiles.signIn({
          login: benchUser.userName,
          password: benchUser.password,
          staySignedIn: false,
        }),
      ),
    )
    await server.end()
  }
  remove()
  const count = messages.toLocaleString('en')
  return [
    {
      name: `server host ready, p50 (${count} messages)`,
      value: percentile(ready, 0.5),
      unit: 'ms',
      budget: 600,
    },
    { name: `unlock, p50 (${count} messages)`, value: percentile(unlock, 0.5), unit: 'ms', budget: 1_000 },
  ]
}

export const benchmark: Benchmark = {
  name: 'startup',
  async run() {
    return [...(await measure(0)), ...(await measure(200_000))]
  },
}
