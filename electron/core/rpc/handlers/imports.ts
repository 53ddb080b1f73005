import { procedures, profileOf } from '../context.ts'

export const importsHandlers = {
  begin: procedures.imports.begin.handler(async ({ context }) => ({
    importId: await profileOf(context).imports.begin(context.window),
  })),

  append: procedures.imports.append.handler(({ context, input }) => {
    const profile = profileOf(context)
    profile.touch()
    const bytes = Buffer.from(input.data, 'base64')
    return profile.imports.append(context.window, input.importId, bytes)
  }),

  finish: procedures.imports.finish.handler(({ context, input }) =>
    profileOf(context).imports.finish(context.window, input.importId),
  ),

  cancel: procedures.imports.cancel.handler(({ context, input }) =>
    profileOf(context).imports.cancel(context.window, input.importId),
  ),
}
