/**
 * `node damageProfile.ts FOLDER USER PASSWORD` damages the longest message of a profile that nobody has open. A process
 * of its own: the browser tests' runner cannot load the database.
 */
import { createProfileService } from '../../electron/core/profiles/createProfileService.ts'
import { profileDatabaseFile } from '../../electron/core/profiles/profilePaths.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { damageLongMessage } from './damageMessage.ts'

const [dataFolder = '', userName = '', password = ''] = process.argv.slice(2)
const profiles = createProfileService({ dataFolder, logger: memoryLogger() })
const { profile, dataKey } = await profiles.signIn(userName, password)
await profiles.close()
damageLongMessage({ file: profileDatabaseFile(dataFolder, profile.id), dataKey })
