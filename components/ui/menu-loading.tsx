import { Spinner } from './spinner.tsx'

/** Stands in a menu whose items are on their way. */
export const MenuLoading = () => (
  <span className="grid h-8 place-items-center text-muted">
    <Spinner />
  </span>
)
