import { Icon } from './icon.tsx'

/** A turning ring; decorative, so say in words what is awaited. */
export function Spinner({ size = 16 }: { size?: 14 | 16 | 20 | 24 }) {
  return <Icon name="loader-circle" size={size} className="animate-spin" />
}
