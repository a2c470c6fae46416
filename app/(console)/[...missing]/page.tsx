import { notFound } from 'next/navigation'

/** Every address that no other page has: said inside the frame, so that the way back is at hand. */
export default function MissingPage(): never {
  notFound()
}
