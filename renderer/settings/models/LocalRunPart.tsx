import { bounds } from '../../../shared/bounds.ts'
import { NumberPreference } from '../NumberPreference.tsx'

/** How the models on this machine run. */
export function LocalRunPart() {
  return (
    <div className="settings-group">
      <h3>Running on this machine</h3>
      <NumberPreference
        name="localThreads"
        label="Processor threads for an answer"
        hint="0 leaves it to Confab. More is not always faster."
        min={0}
        max={bounds.localThreads.max}
      />
      <NumberPreference
        name="keepInMemoryMinutes"
        label="Minutes a model stays in memory"
        hint="Counted from its last answer. The next answer after that takes a moment longer."
        min={1}
        max={bounds.keepInMemoryMinutes.max}
      />
    </div>
  )
}
