import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../renderer/errors/fieldProblems.ts'
import { failureOf } from '../../renderer/errors/failure.ts'
import {
  answerErrorSentences,
  brokenModelSentences,
  keyStoreSentences,
  sentenceOf,
  signedOutSentences,
  userNameSentences,
} from '../../renderer/errors/sentences.ts'
import { refusalSentences } from '../../renderer/settings/transfer/sentences.ts'
import { callErrors, importRefusals, type CallErrorCode } from '../../shared/errors.ts'

const codes = Object.keys(callErrors) as readonly CallErrorCode[]
const data = {
  reference: 'ab12',
  field: 'email',
  retryAt: 0,
  reason: 'absent',
  found: 3,
  supported: 2,
  problem: 'TIMED_OUT',
  file: '/data/confab.db',
  backup: null,
  balance: 10,
  cost: 100,
}

/** What an error carries: `reason` is of another kind in some. */
function dataOf(code: CallErrorCode): object {
  if (code === 'NAME_REFUSED') return { field: 'userName', reason: 'look-alike' }
  return code === 'IMPORT_UNREADABLE' ? { ...data, reason: importRefusals[0] } : data
}

describe('what a person is told of an error', () => {
  it('is a whole sentence without a code in it, for every code of the contract', () => {
    const sentences = [
      ...codes.map((code) => sentenceOf(failureOf(new ORPCError(code, { data: dataOf(code) })))),
      sentenceOf({ code: 'NOT_CONNECTED' }),
      ...Object.values(answerErrorSentences),
      ...Object.values(brokenModelSentences),
      ...Object.values(keyStoreSentences),
      ...Object.values(userNameSentences),
      ...Object.values(refusalSentences),
    ]
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*\.$/u)
      expect(sentence).not.toMatch(/[A-Z]+_[A-Z]+|undefined|object/u)
    }
  })

  it('never shows the words of an error that is not in the contract: they may quote a key', () => {
    for (const error of [
      new Error('sk-secret'),
      new ORPCError('INTERNAL_SERVER_ERROR', { message: 'sk-secret' }),
      // Names that every object has are no codes.
      new ORPCError('toString', { message: 'sk-secret' }),
      'sk-secret',
    ])
      expect(failureOf(error)).toEqual({ code: 'NOT_CONNECTED' })
  })

  it('says of damage only what was found: a backup, none, or that nobody has looked', () => {
    const said = (found: object) =>
      sentenceOf(failureOf(new ORPCError('DATABASE_DAMAGED', { data: { file: '/f', ...found } })))
    const backup = { id: 'x', createdAt: 1, bytes: 1 }
    expect(said({ backup })).toContain('to restore a backup')
    expect(said({ backup: null })).toContain('no good backup was found')
    expect(said({})).toContain('Settings > Backups')
    expect(said({})).not.toContain('no good backup')
  })

  it('says after how many minutes a profile was locked', () => {
    expect(signedOutSentences.locked(5)).toContain('5 minutes')
    expect(signedOutSentences.locked(1)).toContain('1 minute ')
  })
})

describe('a failure in a form', () => {
  const fields = { USER_NAME_TAKEN: 'userName' } as const

  it('stands at the field that it belongs to', () => {
    const failure = failureOf(new ORPCError('USER_NAME_TAKEN', { data: {} }))
    expect(problemsOf(failure, fields)).toHaveProperty('userName')
  })

  it('stands at the field that the contract names, or else at the form', () => {
    expect(problemsOf(failureOf(new ORPCError('INVALID_INPUT', { data })), fields)).toHaveProperty('email')
    expect(problemsOf(failureOf(new ORPCError('DISK_FULL', { data: {} })), fields)).toHaveProperty('form')
    expect(problemsOf({ code: 'NOT_CONNECTED' }, fields)).toHaveProperty('form')
  })
})
