'use server'

import { action, boundAction } from '#lib/action.ts'
import { DiscardDraft, discardDraft as discard } from '#lib/drafts/discard.ts'
import { SaveDraft, saveDraft as save } from '#lib/drafts/save.ts'
import { SubmitRequest, submitRequest } from '#lib/requests/submit.ts'

export const submit = boundAction('request.submit', SubmitRequest, submitRequest)
export const saveDraft = action('draft.save', SaveDraft, save)
export const discardDraft = action('draft.discard', DiscardDraft, discard)
