'use server'

import { action } from '#lib/action.ts'
import {
  deleteView,
  RenameView,
  renameView,
  SaveView,
  saveView,
  ShareView,
  shareView,
  ViewId,
} from '#lib/views/save.ts'

export const save = action('view.save', SaveView, saveView)
export const rename = action('view.rename', RenameView, renameView)
export const share = action('view.share', ShareView, shareView)
export const remove = action('view.delete', ViewId, deleteView)
