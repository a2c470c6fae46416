import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`

const tones = ['neutral', 'info', 'wait', 'unknown', 'success', 'danger'] as const

/** The classes speak in tokens of app/globals.css only, so a colour outside both themes cannot be written. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}', './lib/operations/**/*.tsx'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      inherit: 'inherit',
      canvas: token('canvas'),
      surface: token('surface'),
      sunken: token('sunken'),
      hover: token('hover'),
      selected: token('selected'),
      line: token('line'),
      'line-strong': token('line-strong'),
      control: token('control'),
      ink: token('ink'),
      muted: token('muted'),
      accent: token('accent'),
      'accent-hover': token('accent-hover'),
      'accent-soft': token('accent-soft'),
      'on-accent': token('on-accent'),
      focus: token('focus'),
      'danger-solid': token('danger-solid'),
      'danger-solid-hover': token('danger-solid-hover'),
      'on-danger': token('on-danger'),
      scrim: token('scrim'),
      tooltip: token('tooltip'),
      'on-tooltip': token('on-tooltip'),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`series-${number}`, token(`series-${number}`)])),
      ...Object.fromEntries(tones.flatMap((tone) => [tone, `${tone}-soft`].map((name) => [name, token(name)]))),
    },
    fontFamily: { sans: token('font-sans'), mono: token('font-mono') },
    fontSize: {
      s: ['0.8125rem', '1.25rem'],
      m: ['0.875rem', '1.25rem'],
      l: ['1rem', '1.5rem'],
      xl: ['1.375rem', '1.75rem'],
    },
    fontWeight: { normal: '400', strong: '600' },
    borderRadius: { none: '0', s: '3px', m: '6px', l: '10px', full: '9999px' },
    boxShadow: { none: 'none', float: token('shadow-float') },
  },
} satisfies Config
