import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import type { ActionResult } from '#lib/result.ts'

// Loaded when it is first used: most people have a code.
const library = () => import('@simplewebauthn/browser')

export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON
export type NewPasskeyQuestion = PublicKeyCredentialCreationOptionsJSON
/** What the browser answers, as the server's schema reads it. */
export type PasskeyAnswer = { id: string; response: { clientDataJSON: string } }

type Ask<Question> = (input: Record<string, never>) => Promise<ActionResult<Question>>

const failed = { ok: false, error: { code: 'invalid', message: 'errors.passkeyWrong', traceId: '' } } as const

/** Lets the browser ask for a passkey and hands its answer to `send`. A person who gives up is told so. */
export async function answerPasskey<T>(
  ask: Ask<PasskeyQuestion>,
  send: (input: { answer: PasskeyAnswer }) => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  const question = await ask({})
  if (!question.ok) return question
  const { startAuthentication } = await library()
  const answer = await startAuthentication({ optionsJSON: question.value }).catch(() => undefined)
  return answer === undefined ? failed : send({ answer: plain(answer) })
}

/** Lets the browser make a passkey and hands it to `send`. */
export async function makePasskey<T>(
  ask: Ask<NewPasskeyQuestion>,
  send: (input: { answer: PasskeyAnswer }) => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  const question = await ask({})
  if (!question.ok) return question
  const { startRegistration } = await library()
  const answer = await startRegistration({ optionsJSON: question.value }).catch(() => undefined)
  return answer === undefined ? failed : send({ answer: plain(answer) })
}

/** Actions take plain objects; what the browser gives may have others' prototypes. */
const plain = (answer: AuthenticationResponseJSON | RegistrationResponseJSON): PasskeyAnswer =>
  // What was just written as JSON is read back as the same fields.
  JSON.parse(JSON.stringify(answer)) as PasskeyAnswer
