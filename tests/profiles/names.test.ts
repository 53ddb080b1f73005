/** Two profiles cannot look alike, and a name is shown as it is. */
import { join } from 'node:path'
import { cpSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { sealRecord } from '../../electron/core/database/profileList/keyRecords.ts'
import { looksLike, skeletonOf } from '../../electron/core/profiles/names/skeleton.ts'
import { profileFolder } from '../../electron/core/profiles/profilePaths.ts'
import { cleanUserName, userNameProblem } from '../../shared/userNames.ts'
import { newSeed } from '../support/newSeed.ts'
import { ada, clock, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

describe('a user name', () => {
  it.each([
    'Ada',
    'Ольга',
    'Αθηνά',
    'محمد',
    'שָׁלוֹם',
    'अनीता',
    'Nguyễn Thị',
    'สมชาย',
    'ᎠᏓ',
    'ᑭᐊ',
    'ለማ',
    '山田 taro',
    'ユーザー Ａ',
    'ゆき',
    '김철수 kim',
    'ㄅㄆ 王 Wang',
    'O’Brien',
    'Zoë (2)',
    '李 (2)',
    '★ Ada',
    '42',
    '🦊',
  ])('of one way of writing is taken: %s', (name) => {
    expect(userNameProblem(cleanUserName(name))).toBeNull()
  })

  it.each([
    ['invisible', 'Ada\u200b'],
    ['invisible', 'Ada\u00ad'],
    ['invisible', '\u202eadA'],
    ['invisible', 'A\u2066da\u2069'],
    ['invisible', 'Ada\u200e'],
    ['invisible', '\u3164'],
    ['invisible', '\u2800'],
    ['invisible', 'Ada\ufe0f'],
    ['invisible', 'A\u{e0041}da'],
    ['invisible', 'Ada\ue000'],
    ['invisible', 'Ada\ufffe'],
    ['invisible', '\ud800'],
    ['invisible', '\u3000'],
    ['invisible', '\u0301'],
    ['mixed-scripts', 'P\u0430ypal'],
    ['mixed-scripts', '\u0391da'],
    ['mixed-scripts', 'Ada\u05d0'],
    ['mixed-scripts', '\u041e\u043b\u044c\u0433\u03b1'],
    ['mixed-scripts', '\u30a2\uae40'],
    ['mixed-scripts', '\u2c81\u2c9b'],
    ['too-many-marks', 'z\u0337\u0322\u0327\u031b\u0321a'],
    ['too-many-marks', 'a\u0301\u0301'],
    ['too-many-marks', '\u0301a'],
    ['too-long', 'x'.repeat(65)],
  ])('is refused as %s: %j', (problem, name) => {
    expect(userNameProblem(cleanUserName(name))).toBe(problem)
  })

  it('is kept composed, with plain single spaces', () => {
    expect(cleanUserName('  Zoe\u0308\u00a0\u3000 B\u2003')).toBe('Zo\u00eb B')
  })
})

describe('two names', () => {
  it.each([
    ['scope', '\u0455\u0441\u043e\u0440\u0435'],
    ['Bob', '\u0412\u041e\u0412'],
    ['Paul', 'PauI'],
    ['Max1', 'Maxl'],
    ['Olga', '0lga'],
    ['Amy', 'Arny'],
    ['Ada', '\uff21\uff44\uff41'],
    ['Ada', '\u{1d49c}\u{1d4b9}\u{1d4b6}'],
    ['O\u2019Brien', "O'Brien"],
    ['A-B', 'A\u2013B'],
    ['Ada B', 'Ada\u1680B'],
    ['Ada', 'A\u200bda'],
    ['Ia', '\u04cf\u0430'],
  ])('%j and %j look alike, either way', (name, other) => {
    expect(looksLike(name)(other)).toBe(true)
    expect(looksLike(other)(name)).toBe(true)
  })

  it.each([
    ['Ian', 'Lan'],
    ['Jose', 'Jos\u00e9'],
    ['M\u00fcller', 'Muller'],
    ['Ada', 'Ada (2)'],
    ['\u0412\u0435\u0440\u0430', 'Bera'],
    ['Ann', 'Anne'],
  ])('%j and %j do not', (name, other) => {
    expect(looksLike(name)(other)).toBe(false)
  })

  it('have one skeleton whatever is done to them twice, or in which form they come', () => {
    const seed = newSeed('names')
    const text = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(text, (name) => {
        const skeleton = skeletonOf(name)
        expect(skeletonOf(name.normalize('NFD'))).toBe(skeleton)
        expect(skeletonOf(`\u200b${name}\u2060`)).toBe(skeleton)
        expect(looksLike(name)(name.normalize('NFC'))).toBe(true)
      }),
      { seed },
    )
  })
})

const refused = (field: 'userName' | 'email', reason: string) => ({
  code: 'NAME_REFUSED',
  data: { field, reason },
})

describe('a profile', () => {
  it('gets no name that is not shown as it is, nor one that looks like another profile’s', async () => {
    const service = profileService()
    await service.create(ada, password)
    const create = (userName: string, email: string | null = null) =>
      service.create({ userName, email }, password)
    await expect(create('A\u200bda')).rejects.toMatchObject(refused('userName', 'invisible'))
    await expect(create('\u0410da')).rejects.toMatchObject(refused('userName', 'mixed-scripts'))
    await expect(create('Ad\uff41')).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' })
    await expect(create('\u0410\u0501\u0430')).rejects.toMatchObject(refused('userName', 'look-alike'))
    await expect(create('ada@exarnple.org')).rejects.toMatchObject(refused('userName', 'look-alike'))
    await expect(create('Bob', 'ada@examp1e.org')).rejects.toMatchObject(refused('email', 'look-alike'))
    expect(await service.list()).toHaveLength(1)
  })

  it('is renamed by the same rules, and keeps an older name with another e-mail', async () => {
    const dataFolder = temporaryFolder()
    const service = profileService({ dataFolder })
    await service.create(ada, password)
    const { profile } = await service.create({ userName: 'Bob', email: null }, password)
    const rename = (userName: string) => service.update(profile.id, { userName, email: null })
    await expect(rename('Ada\u202e')).rejects.toMatchObject(refused('userName', 'invisible'))
    await expect(rename('\u0410\u0501\u0430')).rejects.toMatchObject(refused('userName', 'look-alike'))
    expect((await rename('BOB')).userName).toBe('BOB')
    await service.close()

    const db = openConnection({ file: join(dataFolder, 'profiles.db') })
    db.exec(`UPDATE profiles SET user_name = 'A' || char(8203) || 'da', user_name_key = 'old' WHERE key = 2`)
    sealRecord(db, 2, 100)
    db.close()
    const later = profileService({ dataFolder })
    expect((await later.signIn('old', password)).profile.userName).toBe('A\u200bda')
    const kept = { userName: 'A\u200bda', email: 'bob@example.org' }
    expect(await later.update(profile.id, kept)).toMatchObject(kept)
  })

  it('that comes back into a list with one that looks like it is told apart from it', async () => {
    const elsewhere = temporaryFolder()
    const other = profileService({ dataFolder: elsewhere })
    const long = `${'\u0410\u0501\u0430'.repeat(21)}\u0430`
    const names = ['\u0410\u0501\u0430', long]
    const ids = []
    for (const userName of names) {
      ids.push((await other.create({ userName, email: null }, password)).profile.id)
    }
    await other.close()
    const dataFolder = temporaryFolder()
    const time = clock()
    const service = profileService({ dataFolder, now: time.now })
    await service.create(ada, password)
    await service.create({ userName: `${'Ada'.repeat(21)}a`, email: null }, password)
    await service.close()
    for (const id of ids) {
      cpSync(profileFolder(elsewhere, id), profileFolder(dataFolder, id), { recursive: true })
    }
    const both = profileService({ dataFolder, now: time.now })
    const listed = (await both.list()).map(({ userName }) => userName)
    expect(listed).toContain('\u0410\u0501\u0430 (2)')
    for (const name of listed) {
      const others = listed.filter((each) => each !== name)
      expect(others.filter(looksLike(name))).toEqual([])
      expect(name.length).toBeLessThanOrEqual(64)
    }
    // The key files take it: the list is put right from them when it is gone.
    await both.close()
    rmSync(join(dataFolder, 'profiles.db'))
    const again = profileService({ dataFolder, now: time.now })
    expect((await again.list()).map(({ userName }) => userName).toSorted()).toEqual(listed.toSorted())
  })
})
