/** Another data key for a profile, as `nextKey.ts` has the steps. */
import { randomBytes } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { opensWith } from '../database/connection.ts'
import { replaceNextWraps, type SecretWraps } from '../database/profileList/keyWraps.ts'
import { describeError } from '../describeError.ts'
import { noWindow, type Caller } from './attempts.ts'
import { changeRecord } from './keyFile.ts'
import { finishKeyChange, takeBackKeyChange } from './nextKey.ts'
import { knownProfile, profileOf, type ProfileParts } from './profileParts.ts'
import { profileDatabaseFile } from './profilePaths.ts'
import type { KeyChange } from './profileService.ts'
import { isCurrent, openWrap, opensStill, wrongSecret, type OpenedWrap } from './secrets.ts'
import { newWraps } from './signIn.ts'

interface Change {
  readonly opened: OpenedWrap
  readonly dataKey: Buffer
  readonly wraps: SecretWraps
}

/**
 * The steps, with nothing in between: no sign-in sees them half done. What fails before the swap has changed nothing.
 * After it the change has happened: the wraps that could not be replaced then are so at the next sign-in.
 */
function commit(parts: ProfileParts, { dataKey, opened, wraps }: Change, swap: () => void): void {
  const { profileId } = opened
  changeRecord(parts, profileId, ({ key }) => {
    if (!isCurrent(parts, key, opened)) throw wrongSecret(opened.purpose)
    replaceNextWraps(parts.db, key, wraps)
  })
  try {
    swap()
    finishKeyChange(parts, profileId)
  } catch (error) {
    if (!opensWith(profileDatabaseFile(parts.dataFolder, profileId), dataKey)) {
      takeBackKeyChange(parts, profileId)
      throw error
    }
    parts.logger.warn(`The former wraps of a key are replaced later: ${describeError(error)}`)
  }
}

/**
 * Checks the password and makes the next key with its wraps. Nothing is written yet.
 * @throws CallError `WRONG_PASSWORD`, `TOO_MANY_ATTEMPTS`, `BUSY`
 */
export async function beginKeyChange(
  parts: ProfileParts,
  id: ProfileId,
  password: string,
  caller: Caller = noWindow,
): Promise<KeyChange> {
  const opened = await openWrap(parts, id, 'password', password, caller)
  const dataKey = randomBytes(32)
  try {
    const { recoveryCode, ...wraps } = await newWraps(parts, dataKey, id, password)
    const change = { opened, dataKey, wraps }
    const isInForce = (): boolean => opensStill(parts, { ...opened, wrap: wraps.password })
    return {
      formerKey: opened.dataKey,
      dataKey,
      recoveryCode,
      isCurrent: () => opensStill(parts, opened),
      commit(swap) {
        commit(parts, change, swap)
        const profile = profileOf(knownProfile(parts, id))
        return { profile, dataKey: Buffer.from(dataKey), isCurrent: isInForce }
      },
      forget() {
        opened.dataKey.fill(0)
        dataKey.fill(0)
      },
    }
  } catch (error) {
    opened.dataKey.fill(0)
    dataKey.fill(0)
    throw error
  }
}
