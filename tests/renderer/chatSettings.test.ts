import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fieldProblems,
  fieldsOf,
  noFields,
  settingsFrom,
} from '../../renderer/chatSettings/settingsFields.ts'
import { bounds } from '../../shared/bounds.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import { parameterRanges } from '../../shared/parameters.ts'

const nothing: ChatSettings = { systemPrompt: '', parameters: {}, contextMessages: 20 }
const { gemini, local, openai } = parameterRanges

describe('the settings of a chat in their form', () => {
  it('are what they were when nothing is typed, stop sequences with line breaks and backslashes too', () => {
    const sequence = fc.string({
      unit: fc.constantFrom('a', '\\', '\n', '\t', 'n', 't', ' '),
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        fc.array(sequence, { maxLength: 5 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (stop, temperature) => {
          const parameters = { temperature, topK: 40, ...(stop.length > 0 && { stop }) }
          const settings = { systemPrompt: 'Be brief.\n', parameters, contextMessages: 7 }
          expect(settingsFrom(fieldsOf(settings), gemini, settings)).toEqual(settings)
        },
      ),
    )
  })

  it('keep what another provider takes while this one does not', () => {
    const parameters = { topK: 40, temperature: 1, stop: ['END'] }
    const before: ChatSettings = { systemPrompt: '', parameters, contextMessages: 20 }
    const kept = settingsFrom({ ...fieldsOf(before), temperature: '' }, local, before)
    expect(kept.parameters).toEqual({ topK: 40, stop: ['END'] })
    expect(settingsFrom(noFields, openai, before).parameters).toEqual({ topK: 40 })
  })

  it('leave a parameter out when it is empty, instead of asking for 0', () => {
    expect(settingsFrom({ ...noFields, temperature: '  ' }, gemini, nothing)).toEqual(nothing)
    expect(settingsFrom({ ...noFields, temperature: '0' }, gemini, nothing).parameters).toEqual({
      temperature: 0,
    })
  })

  it('take a number with a comma', () => {
    expect(settingsFrom({ ...noFields, temperature: '0,7' }, gemini, nothing).parameters).toEqual({
      temperature: 0.7,
    })
  })
})

describe('what is wrong with settings', () => {
  it('is said at each number outside of its range, with the range in it', () => {
    const typed = { ...noFields, temperature: '2.1', topP: 'a lot', topK: '1.5', maxTokens: '0' }
    const problems = fieldProblems(typed, gemini)
    expect(Object.keys(problems).toSorted()).toEqual(['maxTokens', 'temperature', 'topK', 'topP'])
    expect(problems.temperature).toContain('From 0 to 2')
    expect(problems.maxTokens).toContain('A whole number from 1 to 1,000,000')
  })

  it('is nothing at the ends of the ranges, nor in a field that this provider does not have', () => {
    expect(fieldProblems({ ...noFields, temperature: '2', topP: '0', topK: '1000' }, gemini)).toEqual({})
    expect(fieldProblems({ ...noFields, topK: 'nonsense' }, openai)).toEqual({})
  })

  it('is more stop sequences than the provider takes, or one that is too long', () => {
    const five = { ...noFields, stop: 'a\nb\n\nc\nd\ne' }
    expect(fieldProblems(five, gemini)).toEqual({})
    expect(fieldProblems(five, openai).stop).toContain('up to 4')
    const long = { ...noFields, stop: 'x'.repeat(bounds.stopSequences.length + 1) }
    expect(fieldProblems(long, gemini).stop).toContain(String(bounds.stopSequences.length))
  })

  it('is a system prompt longer than the contract takes', () => {
    const systemPrompt = 'x'.repeat(bounds.systemPrompt.max + 3)
    expect(fieldProblems({ ...noFields, systemPrompt }, local).systemPrompt).toContain('Too long by 3')
  })
})
