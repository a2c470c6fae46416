import { ErrorCode } from '#components/errors/error-code.tsx'

/** Why a job failed, in the cloud's words, with what the code means one press away. */
export function JobFailure({ code, message }: { code: string | null; message: string | null }) {
  if (code === null && message === null) return null
  return (
    <div className="max-w-96 text-start whitespace-normal sm:min-w-48">
      {code !== null && <ErrorCode code={code} />} {message}
    </div>
  )
}
