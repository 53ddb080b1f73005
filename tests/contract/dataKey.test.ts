/** Another data key: what opens the profile afterwards and what does not, and what happens to whoever is in it meanwhile. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { download, upload } from '../backups/backupFiles.ts'
import { flipBit } from '../backups/damage.ts'
import { codeOf, eventsUntil } from './conversing.ts'
import { sampleOf } from '../support/sample.ts'
import { transports, type TestApplication, type TestWindow } from './transports.ts'

vi.setConfig({ testTimeout: 300_000 })

const password = 'correct horse'
const login = { login: 'Ada', password, staySignedIn: false }

describe.each(sampleOf('the transport of the data key', transports, 1))(
  'a change of the data key over a $name',
  ({ start }) => {
    let application: TestApplication

    beforeEach(async () => {
      application = await start()
    })

    afterEach(() => application.close())

    async function signedUp() {
      const window = await application.connect()
      const { profile, recoveryCode } = await window.client.profiles.create({
        userName: 'Ada',
        email: null,
        password,
      })
      await save(window.client, 'first')
      return {
        window,
        client: window.client,
        profile,
        recoveryCode,
        folder: path.join(application.dataFolder, 'profiles', profile.id),
      }
    }

    const save = (client: Client, text: string) =>
      client.conversations.saveDraft({ conversationId: null, text })
    const draftOf = async (client: Client): Promise<string> =>
      (await client.conversations.newChatDraft({})).text

    /** The wraps of the key as they stand in the key file. */
    function wrapsIn(folder: string): readonly Buffer[] {
      const { password: one, recovery } = JSON.parse(readFileSync(path.join(folder, 'keys.json'), 'utf8'))
      return [one.wrapped, recovery.wrapped].map((text) => Buffer.from(String(text), 'base64'))
    }

    it('keeps everything, ends every other session, and leaves nothing of the former key but what backups need', async () => {
      const { client, folder, recoveryCode, window } = await signedUp()
      const other = await application.connect()
      await other.client.profiles.signIn(login)
      const { backup } = await client.backups.create({})
      const formerBytes = readFileSync(path.join(folder, 'confab.db'))
      const wraps = wrapsIn(folder)
      const saved = await download(client)

      const told = eventsUntil(other, ({ type }) => type === 'signed-out')
      const changing = client.profiles.changeDataKey({ password })
      // Calls of the window wait and are answered; a second click is refused.
      const [changed, second, draft] = await Promise.all([
        changing,
        codeOf(client.profiles.changeDataKey({ password })),
        save(client, 'during').then(() => draftOf(client)),
      ])
      expect(second).toBe('KEY_CHANGE_RUNNING')
      expect(draft).toBe('during')
      expect((await told).at(-1)).toEqual({ type: 'signed-out', reason: 'key-changed' })
      expect(changed.recoveryCode).not.toBe(recoveryCode)
      expect((await client.backups.list({})).former).toBe(1)
      expect(await codeOf(other.client.preferences.get({}))).toBe('SIGNED_OUT')
      await expect
        .poll(async () => (await client.backups.list({})).backups.length, { timeout: 120_000 })
        .toBe(2)

      for (const file of [
        'profiles.db',
        'profiles.db-wal',
        path.join('profiles', path.basename(folder), 'keys.json'),
      ])
        for (const wrap of wraps)
          expect(readFileSync(path.join(application.dataFolder, file)).includes(wrap)).toBe(false)
      expect(readFileSync(path.join(folder, 'confab.db')).includes(formerBytes.subarray(4_096, 8_192))).toBe(
        false,
      )
      expect(readdirSync(folder).filter((name) => name.includes('rekeyed'))).toEqual([])

      await client.profiles.signOut({})
      await client.profiles.signIn(login)
      expect(await draftOf(client)).toBe('during')
      // The backup from before is under the former key, and so is the saved file: both are restored all the same.
      await client.backups.restore({ backupId: backup.id })
      await client.profiles.signIn(login)
      expect(await draftOf(client)).toBe('first')
      await save(client, 'later')
      await client.backups.restoreUpload({ uploadId: await upload(client, saved.bytes) })
      await client.profiles.signIn(login)
      expect(await draftOf(client)).toBe('first')
      await client.backups.deleteFormer({})
      expect((await client.backups.list({})).former).toBe(0)
      expect((await client.backups.list({})).backups.map(({ id }) => id)).not.toContain(backup.id)
      const again = client.backups.restoreUpload({ uploadId: await upload(client, saved.bytes) })
      expect(await codeOf(again)).toBe('BACKUP_OF_ANOTHER')

      await client.profiles.signOut({})
      const recovering = { login: 'Ada', newPassword: 'a new password' }
      expect(await codeOf(client.profiles.recover({ ...recovering, recoveryCode }))).toBe(
        'WRONG_RECOVERY_CODE',
      )
      await client.profiles.recover({ ...recovering, recoveryCode: changed.recoveryCode })
      expect(await draftOf(client)).toBe('first')
      window.cut()
    })

    it('with a wrong password signs nobody out, and with one that goes meanwhile changes nothing', async () => {
      const { client, folder } = await signedUp()
      const other = await application.connect()
      await other.client.profiles.signIn(login)
      expect(await codeOf(client.profiles.changeDataKey({ password: 'not it' }))).toBe('WRONG_PASSWORD')
      await other.client.preferences.get({})
      const wraps = wrapsIn(folder)
      const gone: TestWindow = await application.connect()
      await gone.client.profiles.signIn(login)
      const changing = codeOf(gone.client.profiles.changeDataKey({ password }))
      await expect.poll(() => codeOf(client.preferences.get({})), { timeout: 60_000 }).toBe('SIGNED_OUT')
      gone.cut()
      await changing
      // Waits until the profile is given back.
      await client.profiles.signIn(login)
      expect(await draftOf(client)).toBe('first')
      expect(wrapsIn(folder)).toEqual(wraps)
      expect(readdirSync(folder).filter((name) => name.includes('rekeyed'))).toEqual([])
    })

    it('is followed by a sign-in that finds damage, and offers a backup from before where there is no other', async () => {
      const { client, folder } = await signedUp()
      const { backup } = await client.backups.create({})
      await client.profiles.changeDataKey({ password })
      await expect
        .poll(async () => (await client.backups.list({})).backups.length, { timeout: 120_000 })
        .toBe(2)
      const fresh = (await client.backups.list({})).backups.find(({ id }) => id !== backup.id)
      await client.profiles.signOut({})
      // The database cannot be read at all; the fresh backup is damaged in one page, and its former keys can be read.
      flipBit(path.join(folder, 'confab.db'), 40)
      flipBit(path.join(folder, 'backups', `${fresh?.id ?? ''}.db`), 4_096 * 2 + 99)
      await expect(client.profiles.signIn(login)).rejects.toMatchObject({
        code: 'DATABASE_DAMAGED',
        data: { backup: { id: backup.id } },
      })
      await client.profiles.restoreBackup({ login: 'Ada', password, backupId: backup.id })
      expect(await draftOf(client)).toBe('first')
    })
  },
)
