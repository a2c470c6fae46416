export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'
/** `row` fits the rows of a dense table. */
export type ButtonSize = 'medium' | 'small' | 'row'

const base =
  'relative inline-flex min-w-0 items-center justify-center gap-2 rounded-m font-strong whitespace-nowrap select-none text-m ' +
  'transition-colors duration-100 no-underline aria-disabled:opacity-55'

const sizes: Record<ButtonSize, string> = { medium: 'h-9 px-3.5', small: 'h-7 px-2.5', row: 'h-6 px-1.5' }

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border border-control not-aria-disabled:hover:bg-hover',
  danger: 'bg-danger-solid text-on-danger not-aria-disabled:hover:bg-danger-solid-hover',
  quiet: 'text-ink not-aria-disabled:hover:bg-hover',
}

/** The look shared by buttons and by links that look like buttons. */
export const buttonClass = (variant: ButtonVariant, size: ButtonSize): string =>
  `${base} ${sizes[size]} ${variants[variant]}`
