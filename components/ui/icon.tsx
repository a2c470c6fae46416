import { classNames } from './class-names.ts'
import type { IconName } from './icon-names.ts'
import sprite from './icons.svg'

const picture: unknown = sprite
const source = typeof picture === 'object' && picture !== null && 'src' in picture ? String(picture.src) : ''

type Props = { name: IconName; size?: 14 | 16 | 20 | 24; className?: string | undefined }

/** A decorative icon in the colour of its text; the words beside it carry the meaning. */
export function Icon({ name, size = 16, className }: Props) {
  return (
    <svg aria-hidden="true" width={size} height={size} className={classNames('inline-block shrink-0', className)}>
      <use href={`${source}#${name}`} />
    </svg>
  )
}
