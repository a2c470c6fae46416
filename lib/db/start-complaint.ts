/** What to do about an error, by its code: of Node's TLS, or of Postgres. */
const remedies: { codes: RegExp; words: string }[] = [
  {
    codes: /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/,
    words: 'Name the certificate of your own authority in the address: &sslrootcert=/etc/ssl/certs/….pem',
  },
  { codes: /^ERR_TLS_CERT_ALTNAME/, words: 'Its certificate is for another name: use the one that it is for' },
  { codes: /^28/, words: 'The login or its password is wrong, or pg_hba.conf does not let it in' },
  { codes: /^42501$/, words: 'The login may not do this: docs/guides/deploy.md says which one this program needs' },
  { codes: /^(?:3F000|42P01)$/, words: 'Bring it to the newest schema with its owner: npm run migrate' },
]

/** What a program says that cannot use its database at the start: what went wrong and what to do, but no address or password. */
export function startComplaint(error: Error): string {
  const found = [...chain(error)]
  const code = found.map(codeOf).findLast((each) => each !== '') ?? ''
  // What was asked of it holds values.
  const said = found.map(({ message }) => message.replace(/^Failed query:[^]*/, '').replace(/\.+$/, '')).filter(Boolean)
  const remedy = remedies.find(({ codes }) => codes.test(code))?.words
  const lines = [`The database cannot be used: ${said.join(': ') || code}.`, remedy === undefined ? '' : `${remedy}.`]
  return lines.filter(Boolean).join('\n  ')
}

function* chain(error: Error): Generator<Error> {
  yield error
  if (error.cause instanceof Error) yield* chain(error.cause)
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')
