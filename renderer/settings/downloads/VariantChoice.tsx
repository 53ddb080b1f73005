import { useId, useState } from 'react'
import type { Precision } from '../../../shared/contract/downloads.ts'
import { memoryNeeded } from '../../../shared/modelCatalogue.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { bytesText } from './amounts.ts'
import { useDownloads } from './downloadsStore.ts'
import type { Planning } from './usePlan.ts'
import { usualPrecision } from './usualPrecision.ts'

interface VariantChoiceProps {
  readonly planning: Planning
  readonly name: string
}

/** The precisions of a model with their sizes, once the hub has said them, and what went wrong otherwise. */
export function VariantChoice({ name, planning }: VariantChoiceProps) {
  return (
    <>
      {planning.plan && <Variants key={planning.plan.repository} planning={planning} name={name} />}
      <output className="save-note" aria-live="polite">
        {planning.problem !== null && <span className="problem">{planning.problem}</span>}
      </output>
    </>
  )
}

function Variants({ name, planning: { plan, start } }: VariantChoiceProps) {
  const id = useId()
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  const variants = plan?.variants ?? []
  const [precision, setPrecision] = useState<Precision | undefined>(usualPrecision(variants))
  const chosen = variants.find((variant) => variant.precision === precision)
  const here = useDownloads((state) =>
    state.installed.some(
      ({ source }) => source?.repository === plan?.repository && source?.precision === precision,
    ),
  )
  if (!plan || !chosen) return null
  return (
    <>
      <div className="settings-actions">
        <label htmlFor={id}>Precision</label>
        <select
          id={id}
          className="precision"
          value={chosen.precision}
          onChange={({ target }) => setPrecision(variants[target.selectedIndex]?.precision)}
        >
          {variants.map((variant) => (
            <option key={variant.precision} value={variant.precision}>
              {variant.precision}, {bytesText(variant.bytes)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button button-main"
          disabled={offline || here}
          aria-label={`Download ${name}`}
          onClick={() => void start(plan.repository, chosen.precision)}
        >
          {here ? 'Installed' : 'Download'}
        </button>
      </div>
      <p className="note">
        {bytesText(chosen.bytes)} on the disk, which has {bytesText(plan.freeBytes)} free; about{' '}
        {bytesText(memoryNeeded(chosen.bytes))} of memory.
      </p>
    </>
  )
}
