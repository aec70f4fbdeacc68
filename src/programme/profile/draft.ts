import type { Desk } from '../desk.ts'

/** What was filled into a form, by field. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** What somebody filled in that could not be taken yet, by account and form. */
export async function loadDraft(desk: Desk, accountId: string, form: string): Promise<Values | undefined> {
  const draft = await desk.prisma.formDraft.findUnique({ where: { accountId_form: { accountId, form } } })
  return draft ? (draft.values as Record<string, string | string[]>) : undefined
}

export async function saveDraft(desk: Desk, accountId: string, form: string, values: Values): Promise<void> {
  const kept = { values: values as Record<string, string | string[]>, at: new Date(desk.clock.now()) }
  await desk.prisma.formDraft.upsert({
    where: { accountId_form: { accountId, form } },
    create: { accountId, form, ...kept },
    update: kept,
  })
}

export async function dropDraft(desk: Desk, accountId: string, form: string): Promise<void> {
  await desk.prisma.formDraft.deleteMany({ where: { accountId, form } })
}
