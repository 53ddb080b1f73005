/** What a recovery code opens besides the profile itself: a damaged one, and a backup in a file. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { download, upload } from '../backups/backupFiles.ts'
import { flipBit } from '../backups/damage.ts'
import { codeOf } from './conversing.ts'
import { sampleOf } from '../support/sample.ts'
import { transports, type TestApplication } from './transports.ts'

vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse'
const newPassword = 'a new password'
const wrongCode = '0000-0000-0000-0000-0000-0000-0000'

async function draftOf(client: Client): Promise<string> {
  return (await client.conversations.newChatDraft({})).text
}

describe.each(sampleOf('the transport of recovery', transports, 1))(
  'a recovery code over a $name',
  ({ start }) => {
    let application: TestApplication
    let client: Client

    beforeEach(async () => {
      application = await start()
      client = (await application.connect()).client
    })

    afterEach(() => application.close())

    /** A new profile whose new-chat draft is `draft`. */
    async function signedUp(draft: string) {
      const made = await client.profiles.create({ userName: 'Ada', email: null, password })
      await client.conversations.saveDraft({ conversationId: null, text: draft })
      const file = path.join(application.dataFolder, 'profiles', made.profile.id, 'confab.db')
      return { ...made, file }
    }

    const signIn = (secret: string) =>
      client.profiles.signIn({ login: 'Ada', password: secret, staySignedIn: false })

    it('is not used up by a damaged profile, which keeps its password, and restores its newest good backup', async () => {
      const { file, recoveryCode } = await signedUp('in the backup')
      const { backup } = await client.backups.create({})
      await client.profiles.signOut({})
      flipBit(file, 40)
      const damaged = readFileSync(file)
      const recovering = { login: 'Ada', recoveryCode, newPassword }
      const offered = { code: 'DATABASE_DAMAGED', data: { file, backup: { id: backup.id } } }
      await expect(client.profiles.recover(recovering)).rejects.toMatchObject(offered)
      await expect(client.profiles.recover(recovering)).rejects.toMatchObject(offered)
      expect(await codeOf(signIn(newPassword))).toBe('WRONG_PASSWORD')
      expect(await codeOf(signIn(password))).toBe('DATABASE_DAMAGED')
      expect((await client.session.get({})).profile).toBeNull()
      expect(readFileSync(file).equals(damaged)).toBe(true)

      const wrong = { ...recovering, backupId: backup.id, recoveryCode: wrongCode }
      expect(await codeOf(client.profiles.restoreBackup(wrong))).toBe('WRONG_RECOVERY_CODE')
      const restored = await client.profiles.restoreBackup({ ...recovering, backupId: backup.id })
      expect(readFileSync(restored.keptFile ?? '').equals(damaged)).toBe(true)
      expect(await draftOf(client)).toBe('in the backup')
      await client.profiles.signOut({})
      expect(await codeOf(signIn(password))).toBe('WRONG_PASSWORD')
      expect(await codeOf(client.profiles.recover(recovering))).toBe('WRONG_RECOVERY_CODE')
      const next = restored.recoveryCode ?? ''
      await client.profiles.recover({ ...recovering, recoveryCode: next, newPassword: password })
      expect(await draftOf(client)).toBe('in the backup')
    })

    it('that is wrong has to wait when a backup is restored, and a right one stays when the backup is gone', async () => {
      const { recoveryCode } = await signedUp('kept')
      const { backup } = await client.backups.create({})
      await client.backups.delete({ backupId: backup.id })
      await client.profiles.signOut({})
      const restoring = { login: 'Ada', newPassword, backupId: backup.id }
      const restore = (code: string) => client.profiles.restoreBackup({ ...restoring, recoveryCode: code })
      expect(await codeOf(restore(recoveryCode))).toBe('BACKUP_NOT_FOUND')
      expect(await codeOf(restore(recoveryCode))).toBe('BACKUP_NOT_FOUND')
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect(await codeOf(restore(wrongCode))).toBe('WRONG_RECOVERY_CODE')
      expect(await codeOf(restore(recoveryCode))).toBe('TOO_MANY_ATTEMPTS')
    })

    it('opens a backup in a file with the code of the time, under a new password and with a new code', async () => {
      const { recoveryCode } = await signedUp('carried')
      const { bytes } = await download(client)
      await client.profiles.renewRecoveryCode({ password })
      await client.profiles.signOut({})
      const uploadId = await upload(client, bytes)
      const input = { uploadId, userName: 'Ada again', newPassword }
      const wrong = client.profiles.createFromBackup({ ...input, recoveryCode: wrongCode })
      expect(await codeOf(wrong)).toBe('WRONG_RECOVERY_CODE')
      const asPassword = { uploadId, userName: null, password: recoveryCode }
      expect(await codeOf(client.profiles.createFromBackup(asPassword))).toBe('WRONG_PASSWORD')
      const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
      const made = await client.profiles.createFromBackup({ ...input, recoveryCode: typed })
      expect(await draftOf(client)).toBe('carried')
      await client.profiles.signOut({})
      const login = { login: 'Ada again', staySignedIn: false }
      expect(await codeOf(client.profiles.signIn({ ...login, password }))).toBe('WRONG_PASSWORD')
      await client.profiles.signIn({ ...login, password: newPassword })
      const again = { login: 'Ada again', newPassword: password }
      expect(await codeOf(client.profiles.recover({ ...again, recoveryCode }))).toBe('WRONG_RECOVERY_CODE')
      await client.profiles.recover({ ...again, recoveryCode: made.recoveryCode })
      expect(await draftOf(client)).toBe('carried')
    })

    it('comes with a new password, and never beside the password', async () => {
      const uploadId = await upload(client, Buffer.from('CONFAB'))
      const input = { uploadId, userName: null }
      const create = (more: object) => client.profiles.createFromBackup({ ...input, password, ...more })
      expect(await codeOf(create({ recoveryCode: wrongCode, newPassword }))).toBe('INVALID_INPUT')
      const short = client.profiles.createFromBackup({
        ...input,
        recoveryCode: wrongCode,
        newPassword: 'short',
      })
      await expect(short).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { field: 'newPassword' } })
      await expect(create({ userName: 'x'.repeat(65) })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        data: { field: 'userName' },
      })
      expect(await codeOf(create({}))).toBe('NOT_A_BACKUP')
    })
  },
)
