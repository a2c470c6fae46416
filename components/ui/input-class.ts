/** The look of every box one types or chooses in. 16 px, so that phones do not zoom into it. */
export const inputClass =
  'h-10 w-full min-w-0 rounded-m border border-control bg-surface px-3 text-l text-ink ' +
  'hover:border-ink aria-invalid:border-danger aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)] ' +
  '[&[readonly]]:bg-sunken disabled:bg-sunken disabled:text-muted'
