import { sendMessage } from './sending.ts'
import { namedModel } from '../models/modelNames.ts'
import { modelOf, useModels } from '../models/modelsStore.ts'
import { useChosenModel } from '../models/newChatModel.ts'
import { useSession } from '../session/sessionStore.ts'

/** For the built-in model, which knows Confab and nothing else. */
const aboutConfab = ['What can you do?', 'Where are my chats stored?', 'How do I add a larger model?']
/** For any other, which knows everything else. */
const aboutTheWorld = [
  'Explain how a bicycle stays upright.',
  'Help me plan simple meals for a week.',
  'Write a short poem about the sea.',
]

/** A new chat in which nothing was said yet. */
export function Greeting() {
  const userName = useSession((state) => state.profile?.userName ?? '')
  const models = useModels((state) => state.models)
  const modelId = useChosenModel()
  const model = modelOf(models, modelId)
  const examples = !model || model.bundled ? aboutConfab : aboutTheWorld
  return (
    <div className="greeting">
      <div className="greeting-column">
        <h2>Hello, {userName}</h2>
        {modelId && (
          <p className="greeting-model">
            <strong>{namedModel(models, modelId).name}</strong> {model?.description}
          </p>
        )}
        <ul className="examples" aria-label="Example questions">
          {examples.map((example) => (
            <li key={example}>
              <button
                type="button"
                className="example"
                disabled={modelId === null}
                onClick={() => {
                  if (modelId !== null) void sendMessage(example, modelId)
                }}
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
