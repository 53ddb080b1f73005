/** Hand-made files in the forms of other programs' exports. */

export interface ChatGptNode {
  readonly id: string
  readonly parent: string | null
  readonly message: object | null
}

/** Seconds. */
export const chatGptTime = 1_700_000_000

export interface ChatGptMessageOptions {
  readonly metadata?: object
  readonly time?: number | null
  readonly status?: string
  readonly recipient?: string
}

export function chatGptMessage(role: string, content: object | string, options: ChatGptMessageOptions = {}) {
  const { metadata = {}, recipient = 'all', status = 'finished_successfully', time = chatGptTime } = options
  return {
    author: { role, name: null, metadata: {} },
    create_time: time,
    update_time: null,
    content: typeof content === 'string' ? { content_type: 'text', parts: [content] } : content,
    status,
    end_turn: true,
    weight: 1,
    metadata: role === 'assistant' ? { model_slug: 'gpt-4o', ...metadata } : metadata,
    recipient,
    channel: null,
  }
}

/** A node that says something, or with null one that says nothing. */
export function node(id: string, parent: string | null, message: object | null): ChatGptNode {
  return { id, parent, message: message && { id, ...message } }
}

export function chatGptChat(title: string, nodes: readonly ChatGptNode[], changes: object = {}): object {
  const mapping = Object.fromEntries(
    nodes.map((one) => [
      one.id,
      { ...one, children: nodes.filter(({ parent }) => parent === one.id).map(({ id }) => id) },
    ]),
  )
  return {
    title,
    create_time: chatGptTime,
    update_time: chatGptTime + 60.5,
    mapping,
    moderation_results: [],
    current_node: nodes.at(-1)?.id ?? '',
    plugin_ids: null,
    conversation_id: `conversation of ${title}`,
    conversation_template_id: null,
    gizmo_id: null,
    is_archived: false,
    safe_urls: [],
    default_model_slug: 'gpt-4o',
    id: `conversation of ${title}`,
    ...changes,
  }
}

/** A question and its answer, as ChatGPT exports them: below a root and a system's message that say nothing. */
export function simpleChatGptChat(title: string, question: string, answer: string): object {
  return chatGptChat(title, [
    node('root', null, null),
    node('system', 'root', chatGptMessage('system', '', { time: null })),
    node('question', 'system', chatGptMessage('user', question)),
    node('answer', 'question', chatGptMessage('assistant', answer, { time: chatGptTime + 1.25 })),
  ])
}

export interface ClaudeMessageOptions {
  readonly parent?: string
  readonly content?: readonly object[]
  readonly attachments?: readonly object[]
  readonly files?: readonly object[]
  readonly at?: string
}

export function claudeMessage(
  uuid: string,
  sender: 'human' | 'assistant',
  text: string,
  options: ClaudeMessageOptions = {},
): object {
  const { at = '2025-03-04T05:06:07.123456Z', attachments = [], content, files = [], parent } = options
  return {
    uuid,
    text,
    content: content ?? [{ start_timestamp: at, stop_timestamp: at, type: 'text', text, citations: [] }],
    sender,
    created_at: at,
    updated_at: at,
    attachments,
    files,
    ...(parent === undefined ? {} : { parent_message_uuid: parent }),
  }
}

export function claudeChat(name: string, messages: readonly object[], changes: object = {}): object {
  return {
    uuid: `conversation of ${name}`,
    name,
    summary: '',
    created_at: '2025-03-04T05:06:00.000000Z',
    updated_at: '2025-03-04T05:07:00.000000Z',
    account: { uuid: '11111111-2222-4333-8444-555555555555' },
    chat_messages: messages,
    ...changes,
  }
}
