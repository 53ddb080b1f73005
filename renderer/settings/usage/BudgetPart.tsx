import { useId, useState } from 'react'
import { budgetBounds, isUsedUp, type BudgetUnit } from '../../../shared/budget.ts'
import type { Budget } from '../../../shared/contract/usage.ts'
import { call } from '../../connection/call.ts'
import { Check } from '../../components/Check.tsx'
import { setBudget, useBudget } from '../../usage/budgetStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import type { SaveState } from '../useSave.ts'
import { useStep } from '../useStep.ts'
import { NumberForm } from './NumberForm.tsx'

type BudgetChange = Partial<Pick<Budget, 'enabled' | 'unit' | 'costPerRequest' | 'freeLocal'>>

const numbers = new Intl.NumberFormat('en')
const saved: SaveState = { kind: 'saved', text: 'Saved' }

/** What answers may cost: off, so many at a price each, or so many tokens. */
export function BudgetPart() {
  const budget = useBudget((state) => state.budget)
  const step = useStep()
  if (!budget) return null

  function change(next: BudgetChange): void {
    step.run('Saving…', async () => {
      setBudget(await call((client) => client.budget.update(next)))
      return saved
    })
  }

  return (
    <fieldset className="settings-group">
      <legend>Budget</legend>
      <Check
        label="Keep to a budget"
        checked={budget.enabled}
        disabled={step.busy}
        onChange={(enabled) => change({ enabled })}
      />
      <p className="note">
        {budget.enabled
          ? 'Each complete answer is charged once; what fails or is stopped costs nothing. When nothing is left, nothing is sent.'
          : 'Off: nothing is charged and nothing refused. Requests are recorded all the same.'}
      </p>
      {budget.enabled && <BudgetFields budget={budget} onChange={change} />}
      <SaveNote state={step.state} />
    </fieldset>
  )
}

function usedUpText(balance: number): string {
  return balance === 0
    ? 'Spent: top it up to go on.'
    : 'That does not cover another answer: top it up to go on.'
}

interface BudgetFieldsProps {
  readonly budget: Budget
  readonly onChange: (change: BudgetChange) => void
}

function BudgetFields({ budget, onChange }: BudgetFieldsProps) {
  const { balance, costPerRequest, freeLocal, unit } = budget
  const { cost } = budgetBounds
  return (
    <>
      <p className="budget-balance">
        Balance: <strong>{numbers.format(balance)}</strong>
        {unit === 'tokens' && ' tokens'}
        {isUsedUp(budget) && <span className="problem"> {usedUpText(balance)}</span>}
      </p>
      <TopUp key={unit} unit={unit} />
      <UnitField unit={unit} onChoose={(next) => onChange({ unit: next })} />
      {unit === 'requests' && (
        <NumberForm
          key={costPerRequest}
          label="Cost of an answer"
          initial={costPerRequest}
          min={cost.min}
          max={cost.max}
          button="Save cost"
          onSubmit={(value) => onChange({ costPerRequest: value })}
        />
      )}
      <Check
        label="Answers of models on this machine are free"
        checked={freeLocal}
        onChange={(checked) => onChange({ freeLocal: checked })}
      />
    </>
  )
}

interface UnitFieldProps {
  readonly unit: BudgetUnit
  readonly onChoose: (unit: BudgetUnit) => void
}

const unitTexts: Readonly<Record<BudgetUnit, string>> = {
  requests: 'Answers, at a price each',
  tokens: 'Tokens, in and out',
}

function UnitField({ onChoose, unit }: UnitFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>The balance counts</label>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={unit}
        onChange={(event) => onChoose(event.target.value === 'tokens' ? 'tokens' : 'requests')}
      >
        <option value="requests">{unitTexts.requests}</option>
        <option value="tokens">{unitTexts.tokens}</option>
      </select>
      <p id={`${id}-hint`} className="field-hint">
        Each has a balance of its own: what is left of the other is kept.
      </p>
    </div>
  )
}

function TopUp({ unit }: { readonly unit: BudgetUnit }) {
  const { max, min, presets } = budgetBounds.topUp
  const step = useStep()
  const [count, setCount] = useState(0)

  function topUp(amount: number): void {
    step.run('Topping up…', async () => {
      const budget = await call((client) => client.budget.topUp({ amount }))
      setBudget(budget)
      setCount(count + 1)
      return { kind: 'saved', text: `Added ${numbers.format(amount)}` }
    })
  }

  return (
    <>
      <NumberForm
        key={count}
        label="Amount"
        initial={presets[unit]}
        min={min}
        max={max}
        button="Top up"
        onSubmit={topUp}
      />
      <SaveNote state={step.state} />
    </>
  )
}
